"""GET /api/v1/criteria and /api/v1/criteria/regions"""

from services.cities.columns.criteria import Environment, Size
from services.cities.schemas.criteria import OccupationRates
from tests.cities.running import Cities


async def test_criteria_are_told_with_their_wording_and_towns(both_cities: Cities):
    criteria = await both_cities.get("/api/v1/criteria")
    assert {item["key"]: item["towns"] for item in criteria["environments"]} == {
        "sea": 2,
        "mountain": 0,
        "countryside": 0,
    }
    assert {item["key"]: item["towns"] for item in criteria["sizes"]} == {
        "small": 0,
        "medium": 1,
        "large": 1,
        "metropolis": 2,
    }
    assert criteria["environments"][0]["label"] == "Mer"
    assert [(item["name"], item["towns"]) for item in criteria["regions"]] == [
        ("Île-de-France", 1),
        ("Bretagne", 3),
        ("Occitanie", 1),
    ]
    assert criteria["towns"] == 5


async def test_rates_are_over_all_the_towns_of_a_region(cities: Cities):
    rates = await cities.get("/api/v1/criteria/regions?rome=J1102")
    regions = {region["region"]["name"]: region for region in rates["regions"]}
    bretagne = regions["Bretagne"]
    counted = [bretagne[name] for name in ("towns", "known", "opportunities", "share")]
    assert counted == [3, 3, 1, 0.3333]
    assert {"key": "sea", "towns": 2, "known": 2, "opportunities": 1, "share": 0.5} in bretagne["criteria"]
    assert [criterion["key"] for criterion in bretagne["criteria"]] == [
        "sea",
        "mountain",
        "countryside",
        "small",
        "medium",
        "large",
        "metropolis",
    ]
    assert (rates["notice"], rates["sample"]) == (None, True)


async def test_a_region_where_no_tension_is_known_has_no_share(cities: Cities):
    rates = await cities.get("/api/v1/criteria/regions?rome=J1102")
    assert [region["share"] for region in rates["regions"]] == [None, 0.3333, None]


async def test_an_occupation_without_tensions_says_so(cities: Cities):
    rates = await cities.get("/api/v1/criteria/regions?rome=A9999")
    assert rates["notice"]["code"] == "no-tension-known"


async def test_the_occupation_must_be_given(cities: Cities):
    problem = await cities.get("/api/v1/criteria/regions", 422)
    assert [fault["parameter"] for fault in problem["errors"]] == ["rome"]


async def test_all_occupations_are_rated_at_once(cities: Cities):
    response = await cities.ask("/api/v1/criteria/occupations")
    rates = OccupationRates.model_validate_json(await response.read(), strict=True)
    shares = {
        region.region.name: {rome: rate.share for rome, rate in region.occupations.items()}
        for region in rates.regions
    }
    assert shares == {
        "Île-de-France": {},
        "Bretagne": {"G1602": 0.3333, "J1102": 0.3333},
        "Occitanie": {},
    }
    assert rates.regions[1].occupations["J1102"].criteria == [Environment.SEA, Size.LARGE]


async def test_weaker_tensions_can_count_as_an_opportunity_too(cities: Cities):
    async def shares(query):
        rates = await cities.get(f"/api/v1/criteria/occupations{query}")
        return {rome: rate["share"] for rome, rate in rates["regions"][1]["occupations"].items()}

    assert await shares("?min_tension=4") == await shares("")
    every = await shares("?min_tension=1")
    assert every["J1102"] == 1
    assert (await cities.get("/api/v1/criteria/occupations?min_tension=0", 422))["code"] == "invalid-request"
