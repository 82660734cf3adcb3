import json
from pathlib import Path
from typing import Any

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.reference import BUNDLED, Reference
from tests.importer.sources.small_files import Read, read, write

ETALAB = "code,nom,type,dep,reg,pop,cp,lat,lon,area_km2,mairie_lat,mairie_lon,altitude,anciens"
ABERGEMENT = (
    "01001,L'Abergement-Clémenciat,commune-actuelle,01,84,860,01400,46.15369,4.92592,15.7,46.1,4.9,242,"
)
BREST = {
    "nom": "Brest",
    "code": "29019",
    "codesPostaux": ["29200"],
    "population": 139_000,
    "surface": 4951.2,
    "centre": {"type": "Point", "coordinates": [-4.5, 48.4]},
    "codeDepartement": "29",
}


@pytest.fixture
def etalab(tmp_path: Path, reference: Reference):
    return lambda *rows: read(
        "cities", write(tmp_path / "communes.csv", [ETALAB, *rows]), reference=reference
    )


@pytest.fixture
def api(tmp_path: Path, reference: Reference):
    def api(*communes: Any) -> Read:
        path = tmp_path / "communes-geo-api.json"
        path.write_text(json.dumps(communes), encoding="utf-8")
        return read("cities", path, reference=reference)

    return api


def test_a_row_of_the_table_is_a_commune(etalab):
    [commune] = etalab(ABERGEMENT).rows
    assert commune.pop("sea_distance_km") == pytest.approx(287, abs=1)
    assert commune == {
        "code_insee": "01001",
        "name": "L'Abergement-Clémenciat",
        "kind": "commune",
        "parent": None,
        "departement": "01",
        "region": "84",
        "population": 860,
        "postal_codes": ["01400"],
        "latitude": 46.15369,
        "longitude": 4.92592,
        "area_km2": 15.7,
        "altitude_m": 242,
        "former_codes": [],
    }


def test_lists_are_joined_by_slashes(etalab):
    row = "01033,Valserhône,commune-actuelle,01,84,16712,01200/01130,46.1,5.8,62.9,,,361,01126/01018"
    [commune] = etalab(row).rows
    assert commune["postal_codes"] == ["01130", "01200"]
    assert commune["former_codes"] == ["01018", "01126"]


def test_an_arrondissement_has_its_city_as_parent(etalab):
    row = "13201,Marseille 1er Arrondissement,arrondissement-municipal,13,93,37599,13001,43.3,5.4,1.8,,,,"
    [commune] = etalab(row).rows
    assert (commune["kind"], commune["parent"]) == ("arrondissement", "13055")


def test_what_is_unknown_stays_unknown(etalab):
    row = "15031,Celles,commune-actuelle,15,84,217,15170,,,,,,,"
    celles = etalab(ABERGEMENT, row).by("code_insee")["15031"]
    unknown = ("latitude", "longitude", "area_km2", "altitude_m", "sea_distance_km")
    assert [celles[field] for field in unknown] == [None] * 5


def test_the_distance_to_the_sea_is_computed_where_the_source_has_none(etalab):
    brest = "29019,Brest,commune-actuelle,29,53,139000,29200,48.4,-4.5,49.5,,,34,"
    result = etalab(brest)
    assert result.rows[0]["sea_distance_km"] < 5
    assert result.report.repairs["sea_distance_km computed from the coast line"] == 1


def test_the_api_gives_hectares_and_points(api):
    [commune] = api(BREST).rows
    assert (commune["area_km2"], commune["latitude"], commune["longitude"]) == (49.51, 48.4, -4.5)
    assert (commune["region"], commune["postal_codes"]) == ("53", ["29200"])


def test_what_the_api_does_not_give_is_completed_and_said(api):
    valserhone = BREST | {"nom": "Valserhône", "code": "01033", "codeDepartement": "01"}
    result = api(valserhone)
    assert result.rows[0]["altitude_m"] is not None
    assert "01091" in result.rows[0]["former_codes"]
    assert result.report.repairs == {
        "altitude_m taken from the bundled file": 1,
        "former_codes taken from the bundled file": 1,
        "sea_distance_km computed from the coast line": 1,
    }


def test_the_arrondissements_that_the_api_leaves_out_are_added(api):
    marseille = BREST | {"nom": "Marseille", "code": "13055", "codeDepartement": "13"}
    result = api(marseille)
    arrondissements = [row for row in result.rows if row["kind"] == "arrondissement"]
    assert [row["parent"] for row in arrondissements] == ["13055"] * 16
    assert result.report.repairs["arrondissement added from the bundled file"] == 16


def test_a_commune_of_the_api_without_centre_or_population_is_kept(api):
    bare = {"nom": "Culey", "code": "55138", "codeDepartement": "55"}
    [commune] = api(bare).rows
    assert (commune["population"], commune["latitude"], commune["sea_distance_km"]) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "97502", "codeDepartement": "975"}, "outside the 101 departements"),
        ({"code": "98735", "codeDepartement": "987"}, "outside the 101 departements"),
        ({"code": "01091", "codeDepartement": "01"}, "merged commune"),
        ({"population": -1}, "invalid population"),
        ({"centre": {"coordinates": [0, 95]}}, "invalid latitude"),
        ({"centre": {"coordinates": [6_000_000]}}, "incomplete row"),
        ({"code": None}, "no commune code"),
        ({"nom": ""}, "invalid name"),
    ],
)
def test_a_commune_that_cannot_be_used_is_reported_and_the_rest_is_read(
    api, change: dict[str, Any], reason: str
):
    quimper = BREST | {"nom": "Quimper", "code": "29232"}
    result = api(BREST | change, quimper)
    assert [row["code_insee"] for row in result.rows] == ["29232"]
    assert result.rejected[0][:2] == (1, reason)


def test_a_commune_given_twice_is_reported(etalab):
    assert etalab(ABERGEMENT, ABERGEMENT).rejected == [(3, "duplicate", "01001")]


def test_the_columns_of_communes_france_2025_are_known(tmp_path: Path, reference: Reference):
    header = (
        "code_insee,nom_standard,typecom,dep_code,codes_postaux,population,superficie_km2,altitude_moyenne,"
    )
    row = 'a,01001,L\'Abergement-Clémenciat,COM,01,"01400, 01401",860,16,242,46.15,4.92'
    path = write(tmp_path / "communes-france-2025.csv", [f"x,{header}latitude_centre,longitude_centre", row])
    result = read("cities", path, reference=reference)
    assert (result.rows[0]["altitude_m"], result.rows[0]["postal_codes"]) == (242, ["01400", "01401"])
    assert result.report.vintage == "2025"


def test_the_geofla_file_of_2013_is_refused_for_its_columns(tmp_path: Path, reference: Reference):
    header = "code_insee;code_postal;commune;departement;region;statut;altitude_moyenne;superficie;population"
    path = write(tmp_path / "cities-france.csv", [header, "1001;01400;ABERGEMENT;AIN;RA;C;242;1565;0.8"])
    with pytest.raises(RefusedFileError, match="missing columns: name or nom or nom_standard; latitude"):
        read("cities", path, reference=reference)


def test_bundled_communes_need_no_repair(reference: Reference):
    result = read("cities", BUNDLED / "communes.csv", reference=reference)
    kinds = [row["kind"] for row in result.rows]
    assert (kinds.count("commune"), kinds.count("arrondissement")) == (34_875, 45)
    assert (result.report.rejected, result.report.repairs, result.report.vintage) == (0, {}, "2026")
