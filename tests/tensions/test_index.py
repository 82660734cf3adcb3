"""The index of the real files, at full size: what is known of them, and how long it takes."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from services.tensions.figures import summarise
from services.tensions.index import TensionIndex, build_index
from services.tensions.queries.index import BassinPart, Cell, IndexRows, OccupationRow, TitleRow, TraitRow

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the real files are not there: {DATA}")


def read(name: str, delimiter: str = ","):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def decimal(text: str) -> float:
    return float(text.replace(",", "."))


def bassin_parts() -> list[BassinPart]:
    people = {row["code"]: int(row["pop"] or 0) for row in read("communes/communes.csv")}
    parts: dict[tuple[str, str, str], list[int]] = {}
    for row in read("mobiville/lexique-bassins.csv"):
        part = parts.setdefault((row["BE19"], row["DEP"], row["REG"].zfill(2)), [0, 0])
        part[0] += 1
        part[1] += people.get(row["CODE_COMMUNE_INSEE"], 0)
    return [
        BassinPart(bassin, bassin, departement, region, communes, population)
        for (bassin, departement, region), (communes, population) in sorted(parts.items())
    ]


@pytest.fixture(scope="module")
def rows() -> IndexRows:
    return IndexRows(
        occupations=[
            OccupationRow(row["code_rome"], row["libelle_rome"], row["code_rome_parent"])
            for row in read("rome-v460/unix_referentiel_code_rome_v460_utf8.csv")
        ],
        titles=[
            TitleRow(row["code_rome"], row["libelle_appellation_long"])
            for row in read("rome-v460/unix_referentiel_appellation_v460_utf8.csv")
        ],
        skills=[
            TraitRow(row["code_rome"], row["code_ogr"])
            for row in read("rome-v347/unix_coherence_item_v347_utf8.csv")
        ],
        pcs=[],
        cells=[
            Cell(
                row["ROME"],
                row["cbassin"],
                int(row["annee"]),
                int(row["ind_tension_d"]),
                decimal(row["oee"]),
                decimal(row["defm_abc"]),
            )
            for row in read("mobiville/cities-tension-utf8.csv", ";")
        ],
        bassin_parts=bassin_parts(),
        datasets={},
    )


@pytest.fixture(scope="module")
def index(rows: IndexRows) -> TensionIndex:
    return build_index(rows)


def test_the_matrix_has_every_row_of_the_file(rows: IndexRows, index: TensionIndex):
    assert len(rows.cells) == 27_135 == int((index.matrix.levels > 0).sum())
    assert len(index.matrix.rome) == 397
    assert len({cell.bassin for cell in rows.cells}) == 403
    assert len(index.matrix.bassins) == 404


def test_every_tension_belongs_to_an_occupation(index: TensionIndex):
    assert set(index.matrix.rome) <= set(index.occupations)
    with_tension = [one for one in index.occupations.values() if one.tension_rome]
    assert len(index.occupations) == 1_584
    assert len(with_tension) == 397 + 897


def test_offers_of_areas_add_up_to_those_of_their_bassins(rows: IndexRows, index: TensionIndex):
    """7549 is the one bassin that no commune belongs to."""
    france = sum(cell.offers or 0 for cell in rows.cells if cell.bassin != "7549")
    for kind in ("departement", "region"):
        offers = summarise(index.matrix, index.areas[kind]).offers
        assert float(np.nansum(offers)) == pytest.approx(france, rel=1e-6)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("infirm", "J1506"),
        ("infirmire", "J1506"),
        ("boulangere", "D1102"),
        ("aide soignante", "J1501"),
        ("macon", "F1703"),
        ("conducteur routier", "N4101"),
        ("developpeur", "M1805"),
        ("caissière", "D1505"),
        ("secretaire medicale", "M1609"),
    ],
)
def test_the_first_suggestion_is_what_a_person_means(index: TensionIndex, typed, code):
    assert index.suggestions.find(typed, 10)[0].code_rome == code


def test_near_an_occupation_are_those_that_ask_for_the_same(index: TensionIndex):
    likeness = index.skills.likeness("D1102")
    assert max(likeness, key=likeness.__getitem__) == "D1104"


def test_it_is_rebuilt_and_asked_in_no_time(rows: IndexRows):
    """Generous bounds: a rebuild takes about 0.8 s, the figures of an occupation 0.1 to 0.3 ms."""
    start = time.thread_time()
    index = build_index(rows)
    assert time.thread_time() - start < 4
    start = time.thread_time()
    for code in index.matrix.rome[:100]:
        summarise(index.matrix.only(code), index.areas["departement"])
    assert (time.thread_time() - start) / 100 < 0.003
