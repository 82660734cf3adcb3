"""bundled/communes.csv against what somebody else made of the same packages."""

import math

import pytest

from tests.bundled.files import CROSS_CHECK, read_csv, read_table

pytestmark = pytest.mark.skipif(not CROSS_CHECK.exists(), reason=f"{CROSS_CHECK} is not on this machine")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, str], dict[str, str]]]:
    theirs = {row["code"]: row for row in read_csv(CROSS_CHECK)}
    ours = read_table("communes.csv")
    assert {row["code_insee"] for row in ours} == set(theirs)
    return [(row, theirs[row["code_insee"]]) for row in ours]


@pytest.mark.parametrize(
    ("our_column", "their_column"),
    [("name", "nom"), ("departement", "dep"), ("region", "reg"), ("population", "pop")],
)
def test_facts_are_the_same(pairs, our_column: str, their_column: str):
    assert [our[our_column] for our, _ in pairs] == [their[their_column] for _, their in pairs]


@pytest.mark.parametrize(
    ("our_column", "their_column"), [("postal_codes", "cp"), ("former_codes", "anciens")]
)
def test_lists_of_codes_are_the_same_but_for_the_two_ambiguous_former_codes(
    pairs, our_column: str, their_column: str
):
    different = {
        our["code_insee"]
        for our, their in pairs
        if set(our[our_column].split()) != set(their[their_column].split("/")) - {""}
    }
    assert different <= {"55245", "55386", "60054", "60694"}


def test_centroids_and_areas_differ_only_where_the_other_file_lacks_the_territory_of_merged_communes(pairs):
    compared = [(our, their) for our, their in pairs if their["lat"]]
    different = [
        our["name"] for our, their in compared if distance_km(our, their) > 0.1 or not same_area(our, their)
    ]
    assert len(different) < 60
    assert "Saint-Denis" in different


def test_altitudes_differ_for_few_towns(pairs):
    different = [our for our, their in pairs if our["altitude_m"] != their["altitude"]]
    assert len(different) <= 20


def distance_km(our: dict[str, str], their: dict[str, str]) -> float:
    latitude = float(our["latitude"])
    east = (float(our["longitude"]) - float(their["lon"])) * math.cos(math.radians(latitude))
    return 111.2 * math.hypot(latitude - float(their["lat"]), east)


def same_area(our: dict[str, str], their: dict[str, str]) -> bool:
    return math.isclose(float(our["area_km2"]), float(their["area_km2"]), rel_tol=0.01, abs_tol=0.02)
