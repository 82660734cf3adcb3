import pytest

from shared.events.importer import Source
from tests.publish import SOURCE
from tests.tensions.running import Tensions
from tests.tensions.small_world import ROWS, TENSIONS

pytestmark = pytest.mark.asyncio(loop_scope="module")

NURSE = "/api/v1/occupations/J1506/tensions"


async def areas(tensions: Tensions, kind: str, occupation: str = NURSE):
    answer = await tensions.get(f"{occupation}?by={kind}")
    return {item["code"]: item for item in answer["items"]}


async def test_bassins_weigh_as_many_people_as_they_have_in_the_departement(both_tensions: Tensions):
    departements = await areas(both_tensions, "departement")
    assert departements["22"] == {
        "code": "22",
        "name": None,
        "tension": 4,
        "mean": 3.5,
        "offers": 35.0,
        "job_seekers": 40.0,
        "bassins": 2,
        "communes": 2,
        "population_covered": 1.0,
    }


async def test_unknown_bassins_count_for_nothing_and_the_answer_says_how_much_is_known(tensions: Tensions):
    departements = await areas(tensions, "departement")
    ille_et_vilaine = departements["35"]
    assert ille_et_vilaine["mean"] == 5.0
    assert ille_et_vilaine["population_covered"] == 0.9375
    assert (ille_et_vilaine["bassins"], ille_et_vilaine["communes"]) == (1, 2)


async def test_offers_of_a_bassin_are_shared_out_by_people(tensions: Tensions):
    departements = await areas(tensions, "departement")
    assert departements["35"]["offers"] == 75 + 2
    assert departements["44"]["offers"] == 1
    assert departements["44"]["job_seekers"] is None


async def test_what_is_unknown_is_null(tensions: Tensions):
    guadeloupe = (await areas(tensions, "region"))["01"]
    unknown = ("tension", "mean", "offers", "job_seekers", "population_covered")
    assert {guadeloupe[name] for name in unknown} == {None}
    assert guadeloupe["bassins"] == 0


async def test_a_region_is_made_of_parts_of_bassins(tensions: Tensions):
    bretagne = (await areas(tensions, "region"))["53"]
    assert (bretagne["mean"], bretagne["tension"]) == (4.4, 4)
    assert bretagne["population_covered"] == pytest.approx(500 / 520, abs=1e-4)


async def test_bassins_have_names_and_the_strongest_comes_first(tensions: Tensions):
    answer = await tensions.get(NURSE)
    assert answer["by"] == "bassin"
    assert [(item["code"], item["name"], item["tension"]) for item in answer["items"]] == [
        ("5301", "RENNES", 5),
        ("5302", "SAINT-BRIEUC", 2),
        ("5313", "REDON", None),
        ("0101", "BASSE-TERRE", None),
        ("7549", None, None),
    ]


async def test_the_scale_says_which_end_is_which(tensions: Tensions):
    answer = await tensions.get(NURSE)
    assert answer["scale"][0] == {"level": 1, "label": "très faible"}
    assert answer["scale"][-1] == {"level": 5, "label": "très forte"}


async def test_a_newer_code_has_the_tensions_of_its_parent_and_says_so(tensions: Tensions):
    answer = await tensions.get("/api/v1/occupations/J1508/tensions")
    assert (answer["code_rome"], answer["tension_rome"]) == ("J1508", "J1506")
    assert answer["items"] == (await tensions.get(NURSE))["items"]


async def test_an_occupation_without_tension_has_areas_without_figures(tensions: Tensions):
    answer = await tensions.get("/api/v1/occupations/G1801/tensions?by=region")
    assert answer["tension_rome"] is None
    assert {item["tension"] for item in answer["items"]} == {None}
    assert [item["code"] for item in answer["items"]] == ["01", "52", "53"]


async def test_answers_say_where_the_figures_come_from(tensions: Tensions):
    answer = await tensions.get(NURSE)
    assert [source["dataset"] for source in answer["sources"]] == ["tensions", "bassins"]
    assert answer["year"] == 2021


async def test_invented_figures_are_marked(empty_tensions: Tensions):
    sample = Source(**SOURCE.model_dump() | {"sample": True})
    await empty_tensions.fill(ROWS)
    assert (await empty_tensions.get(NURSE))["sample"] is False
    await empty_tensions.fill({"tensions": TENSIONS}, source=sample)
    assert (await empty_tensions.get(NURSE))["sample"] is True
    assert (await empty_tensions.get("/api/v1/tensions/top?region=53"))["sample"] is True
    assert (await empty_tensions.get(f"{NURSE}/5301"))["sample"] is True


async def test_the_strongest_tensions_of_an_area(both_tensions: Tensions):
    answer = await both_tensions.get("/api/v1/tensions/top?departement=22&limit=2")
    assert answer["total"] == 3
    assert [(item["code_rome"], item["mean"], item["offers"]) for item in answer["items"]] == [
        ("A1101", 5.0, 25.0),
        ("J1506", 3.5, 35.0),
    ]
    assert answer["items"][0]["label"] == "Conducteur / Conductrice d'engins agricoles"
    assert answer["mean"] == 3.83  # of all three: 5, 3.5 and 3


async def test_equal_tensions_are_in_the_order_of_offers_then_codes(empty_tensions: Tensions):
    levels = [row.model_copy(update={"tension": 3, "offers": 7.0}) for row in TENSIONS]
    await empty_tensions.fill({**ROWS, "tensions": levels})
    answer = await empty_tensions.get("/api/v1/tensions/top?bassin=5301")
    assert [item["code_rome"] for item in answer["items"]] == ["A1101", "G1803", "J1506"]


async def test_an_area_without_tensions_has_no_mean(tensions: Tensions):
    answer = await tensions.get("/api/v1/tensions/top?bassin=5313")
    assert (answer["total"], answer["mean"]) == (0, None)


async def test_the_area_of_the_top_is_named_when_it_is_a_bassin(tensions: Tensions):
    answer = await tensions.get("/api/v1/tensions/top?bassin=5302")
    assert answer["area"] == {"kind": "bassin", "code": "5302", "name": "SAINT-BRIEUC"}
    assert [item["code_rome"] for item in answer["items"]] == ["J1506"]


async def test_a_bassin_that_no_commune_belongs_to_is_a_bassin(tensions: Tensions):
    answer = await tensions.get("/api/v1/tensions/top?bassin=7549")
    assert [(item["tension"], item["population_covered"]) for item in answer["items"]] == [(1, None)]


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("", ["bassin", "departement", "region"]),
        ("departement=22&region=53", ["departement", "region"]),
        ("region=53&limit=0", ["limit"]),
        ("region=53&limit=101", ["limit"]),
        ("region=Bretagne", ["region"]),
        ("region=53&sort=asc", ["sort"]),
    ],
)
async def test_the_top_names_the_parameter_that_it_cannot_use(tensions: Tensions, query, parameters):
    answer = await tensions.get(f"/api/v1/tensions/top?{query}", status=422)
    assert [error["parameter"] for error in answer["errors"]] == parameters


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/tensions/top?departement=75", 404),
        ("/api/v1/tensions/top?departement=99", 422),
        ("/api/v1/tensions/top?bassin=9999", 404),
        ("/api/v1/occupations/A9999/tensions", 404),
        ("/api/v1/occupations/Z9999/tensions", 422),
        ("/api/v1/occupations/J1506/tensions?by=commune", 422),
        ("/api/v1/occupations/J1506/tensions/9999", 404),
        ("/api/v1/occupations/J1506/tensions/Rennes", 422),
        ("/api/v1/occupations/A9999/tensions/5301", 404),
    ],
)
async def test_codes_that_are_unknown_or_no_codes_are_problems(tensions: Tensions, path, status):
    response = await tensions.ask(path, status=status)
    assert response.content_type == "application/problem+json"


async def test_one_bassin_is_explained(both_tensions: Tensions):
    answer = await both_tensions.get(f"{NURSE}/5301")
    assert (answer["tension"], answer["tension_label"], answer["offers"]) == (5, "très forte", 100)
    assert answer["bassin"] == {"kind": "bassin", "code": "5301", "name": "RENNES"}
    assert {index["code"]: index["level"] for index in answer["indices"]} == {
        "hiring_intensity": 5,
        "labour_shortage": 4,
        "job_precariousness": 1,
        "working_conditions": 3,
        "geographic_mismatch": 2,
        "training_specificity": None,
    }


async def test_a_newer_code_is_explained_by_its_parent(tensions: Tensions):
    answer = await tensions.get("/api/v1/occupations/J1508/tensions/5301")
    assert (answer["occupation"]["code_rome"], answer["tension_rome"]) == ("J1508", "J1506")
    assert answer["tension"] == 5


async def test_a_bassin_without_figures_has_none(tensions: Tensions):
    answer = await tensions.get(f"{NURSE}/0101")
    assert (answer["tension"], answer["tension_label"], answer["year"]) == (None, None, None)
    assert {index["level"] for index in answer["indices"]} == {None}
