"""Every geographic file of the real data, at full size, against the figures that are known of it."""

from collections import Counter
from pathlib import Path

import pytest

from services.importer.catalog import find_dataset
from services.importer.locate import Located, find_in_folder
from services.importer.reference import Reference
from services.importer.report import Report
from shared.events.rows import BassinCommune, Commune, Departement, Row

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data is not there: no folder {DATA}")


def read(name: str, reference: Reference) -> tuple[list[Row], Report]:
    dataset = find_dataset(name)
    located = Located(find_in_folder(dataset, DATA), dataset.page)
    report = Report()
    rows = list(dataset.read(located.files, report, reference))
    assert len(rows) >= dataset.minimum_rows
    return rows, report


def test_regions(reference: Reference):
    rows, report = read("regions", reference)
    assert len(rows) == 18
    assert report.repairs == {"official name restored": 1, "overseas region added from the bundled file": 5}


def test_former_regions(reference: Reference):
    rows, report = read("former-regions", reference)
    assert len(rows) == 27
    assert report.repairs == {"region repeated for each of its administrations": 41}


def test_departements(reference: Reference):
    rows, report = read("departements", reference)
    assert len(rows) == 101
    assert report.reasons == {"not one of the 101 departements": 8}
    assert report.repairs == {
        "official code restored": 5,
        "official name restored": 7,
        "official region restored": 2,
        "region added": 3,
        "placeholder rent and price dropped": 1,
    }
    unknown = [row.code for row in rows if isinstance(row, Departement) and row.rent_m2 is None]
    assert unknown == ["75", "71"]


def test_communes(reference: Reference):
    rows, report = read("cities", reference)
    communes = [row for row in rows if isinstance(row, Commune)]
    assert Counter(row.kind for row in communes) == {"commune": 34_875, "arrondissement": 45}
    assert sum(row.altitude_m is not None for row in communes) == 8_610
    assert sum(row.latitude is None for row in communes) == 4
    assert sum(len(row.former_codes) for row in communes) == 4_240
    assert report.rejected == 0
    assert report.repairs == {"sea_distance_km computed from the coast line": 34_916}


def test_communes_are_those_that_are_bundled(reference: Reference):
    rows, report = read("cities", reference)
    assert {row.code_insee for row in rows if isinstance(row, Commune)} == reference.communes.keys()
    assert report.vintage == "2026"


def test_bassins(reference: Reference):
    rows, report = read("bassins", reference)
    bassins = [row for row in rows if isinstance(row, BassinCommune)]
    assert len(bassins) == len({row.code_insee for row in bassins}) == 34_875
    assert report.rejected == 0
    assert report.repairs == {
        "merged commune mapped to its successor": 493,
        "merged communes of several bassins": 22,
        "commune without line of its own given the bassin of its ancestors": 4,
        "re-created commune given the bassin of the commune that it left": 7,
        "bassin spelled in two ways": 2,
    }


def test_no_bassin_is_lost_by_mergers_and_each_has_one_name(reference: Reference):
    rows, _ = read("bassins", reference)
    names = {(row.bassin, row.bassin_name) for row in rows if isinstance(row, BassinCommune)}
    assert len(names) == 403


def test_bassins_that_span_departements_and_regions(reference: Reference):
    rows, _ = read("bassins", reference)
    departements: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, BassinCommune):
            departements.setdefault(row.bassin, set()).add(row.departement)
    assert sum(len(spanned) > 1 for spanned in departements.values()) == 20
    redon = {row.region for row in rows if isinstance(row, BassinCommune) and row.bassin == "5313"}
    assert redon == {"52", "53"}


def test_outlines(reference: Reference):
    rows, report = read("outlines", reference)
    assert len(rows) == 101 + 18
    assert (report.rejected, report.repairs) == (0, {})
