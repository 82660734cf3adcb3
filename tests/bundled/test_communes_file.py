"""bundled/communes.csv says what is known of the communes of 2026."""

import re
from collections import Counter

import pytest

from services.importer.coast import load_coastline, sea_distances_km
from services.importer.reference import BUNDLED
from tests.bundled.files import arrondissements, communes, read_table

COLUMNS = (
    "code_insee,name,kind,parent,departement,region,population,postal_codes,latitude,longitude,"
    "area_km2,altitude_m,sea_distance_km,former_codes"
)


def test_file_is_plain_csv_with_the_agreed_columns():
    content = (BUNDLED / "communes.csv").read_bytes()
    assert content.split(b"\n", 1)[0].decode() == COLUMNS
    assert b"\r" not in content


def test_every_current_commune_and_arrondissement_is_there_once():
    codes = [row["code_insee"] for row in read_table("communes.csv")]
    assert (len(communes()), len(arrondissements())) == (34_875, 45)
    assert codes == sorted(set(codes))


def test_codes_are_well_formed():
    for code, row in communes().items():
        assert re.fullmatch(r"[0-9][0-9AB][0-9]{3}", code)
        assert code.startswith(row["departement"])
        assert all(re.fullmatch(r"[0-9]{5}", postal_code) for postal_code in row["postal_codes"].split())


def test_every_departement_and_region_exists_and_they_agree():
    region_of = {row["code"]: row["region"] for row in read_table("departements.csv")}
    assert all(region_of[row["departement"]] == row["region"] for row in read_table("communes.csv"))


def test_everything_but_the_altitude_is_known_of_every_commune():
    for row in read_table("communes.csv"):
        known = {column for column, value in row.items() if value}
        assert known >= set(COLUMNS.split(",")) - {"parent", "altitude_m", "former_codes"}, row


@pytest.mark.parametrize(("city", "count"), [("75056", 20), ("69123", 9), ("13055", 16)])
def test_arrondissements_share_the_population_and_the_area_of_their_city(city: str, count: int):
    parts = [row for row in arrondissements().values() if row["parent"] == city]
    assert len(parts) == count
    assert sum(int(row["population"]) for row in parts) == int(communes()[city]["population"])
    area = float(communes()[city]["area_km2"])
    assert sum(float(row["area_km2"]) for row in parts) == pytest.approx(area, rel=0.01)


def test_every_former_code_has_one_successor_and_is_not_current():
    former = Counter(code for row in read_table("communes.csv") for code in row["former_codes"].split())
    assert len(former) == 4_240
    assert set(former.values()) == {1}
    assert not set(former) & (set(communes()) | set(arrondissements()))


@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("93059", "93066"),  # Pierrefitte-sur-Seine, in Saint-Denis since 2025
        ("50173", "50129"),  # Équeurdreville-Hainneville, in Cherbourg-en-Cotentin
        ("55273", "55386"),  # Lamarche-en-Woëvre, with Nonsard after having been with Heudicourt
        ("60455", "60694"),  # La Neuville-Garnier, in Les Hauts-Talican after Beaumont-les-Nonains
    ],
)
def test_former_codes_lead_to_where_their_people_live_today(former: str, successor: str):
    assert former in communes()[successor]["former_codes"].split()


def test_population_is_that_of_2023():
    assert communes()["75056"]["population"] == "2103778"
    assert sum(int(row["population"]) for row in communes().values()) == 68_350_798


def test_area_is_that_of_france():
    total = sum(float(row["area_km2"]) for row in communes().values())
    assert total == pytest.approx(638_000, rel=0.005)
    assert float(communes()["75056"]["area_km2"]) == pytest.approx(105.4, rel=0.01)


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("76351", 0, 5),  # Le Havre
        ("29155", 0, 5),  # Ouessant
        ("63113", 200, 300),  # Clermont-Ferrand
        ("67482", 350, 450),  # Strasbourg
    ],
)
def test_distance_to_the_sea(code: str, least: float, most: float):
    assert least <= float(communes()[code]["sea_distance_km"]) <= most


def test_no_commune_of_la_reunion_is_far_from_the_sea():
    distances = [float(row["sea_distance_km"]) for row in communes().values() if row["departement"] == "974"]
    assert len(distances) == 24
    assert max(distances) < 30


def test_the_distances_are_those_the_importer_computes_from_the_bundled_coast():
    rows = list(communes().values())[::50]
    coast = load_coastline(BUNDLED / "outlines" / "coastline.geojson")
    positions = [[float(row[column]) for row in rows] for column in ("latitude", "longitude")]
    assert sea_distances_km(coast, *positions) == pytest.approx(
        [float(row["sea_distance_km"]) for row in rows], abs=0.006
    )


def test_altitudes_are_those_of_towns():
    known = [int(row["altitude_m"]) for row in communes().values() if row["altitude_m"]]
    assert len(known) == 8_608
    assert min(known) >= -5
    assert int(communes()["05023"]["altitude_m"]) > 1_000  # Briançon
    assert int(communes()["29019"]["altitude_m"]) < 100  # Brest, in Finistère
