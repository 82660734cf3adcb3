"""GET /api/v1/cities/compare"""

from tests.cities.running import Cities

COMPARE = "/api/v1/cities/compare"


async def test_towns_come_in_the_order_asked_with_their_figures(both_cities: Cities):
    comparison = await both_cities.get(f"{COMPARE}?code=35288&code=35238&rome=J1102")
    saint_malo, rennes = comparison["items"]
    assert (saint_malo["name"], rennes["name"]) == ("Saint-Malo", "Rennes")
    assert (saint_malo["figures"]["tension"], rennes["figures"]["tension"]) == (3, 1)
    assert (saint_malo["figures"]["offers"], saint_malo["figures"]["offers_level"]) == (7, "bassin")
    assert (rennes["figures"]["offers"], rennes["figures"]["offers_level"]) == (40, "commune")
    assert rennes["figures"]["health_per_10k"] == 14.4
    assert comparison["sample"] is True


async def test_the_best_is_told_where_one_town_alone_has_it(cities: Cities):
    best = (await cities.get(f"{COMPARE}?code=35238&code=35288&rome=J1102"))["best"]
    assert best == {
        "tension": "35288",
        "rent_m2": "35288",
        "price_m2": "35238",
        "equipment_per_10k": "35238",
        "health_per_10k": "35238",
    }


async def test_without_an_occupation_offers_are_all_offers(cities: Cities):
    (rennes,) = (await cities.get(f"{COMPARE}?code=35238"))["items"]
    assert (rennes["figures"]["offers"], rennes["figures"]["tension"]) == (100, None)


async def test_one_town_alone_has_no_best(cities: Cities):
    assert (await cities.get(f"{COMPARE}?code=35238&rome=J1102"))["best"] == {}


async def test_no_town_more_than_four_and_none_twice_are_refused(cities: Cities):
    for query in ("", "?code=1", "?" + "&".join(f"code=3500{number}" for number in range(5))):
        problem = await cities.get(f"{COMPARE}{query}", status=422)
        assert problem["errors"][0]["parameter"].startswith("code")
    problem = await cities.get(f"{COMPARE}?code=29019&code=29184", status=422)
    assert problem["errors"] == [{"parameter": "code", "message": "29019 is given more than once"}]


async def test_an_unknown_town_is_named(cities: Cities):
    problem = await cities.get(f"{COMPARE}?code=35238&code=35999", status=404)
    assert "35999" in problem["detail"]
