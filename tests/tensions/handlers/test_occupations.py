import pytest

from tests.tensions.running import Tensions

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def codes(tensions: Tensions, query: str) -> list[str]:
    answer = await tensions.get(f"/api/v1/occupations{query}")
    return [item["code_rome"] for item in answer["items"]]


async def test_all_occupations_are_in_the_order_of_codes(both_tensions: Tensions):
    answer = await both_tensions.get("/api/v1/occupations")
    assert [item["code_rome"] for item in answer["items"]] == ["A1101", "G1801", "G1803", "J1506", "J1508"]
    assert answer["total"] == 5
    assert len(answer["families"]) == 14
    assert answer["items"][1] == {
        "code_rome": "G1801",
        "label": "Barman / Barmaid",
        "family": "G",
        "has_tension": False,
    }


async def test_a_newer_code_has_tension_when_its_parent_has(tensions: Tensions):
    answer = await tensions.get("/api/v1/occupations?family=J")
    assert [(item["code_rome"], item["has_tension"]) for item in answer["items"]] == [
        ("J1506", True),
        ("J1508", True),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?q=infirmiere", ["J1506", "J1508"]), ("?q=serveuse&family=J", []), ("?q=barm&family=G", ["G1801"])],
)
async def test_occupations_are_found_by_words_of_their_label(tensions: Tensions, query, expected):
    assert await codes(tensions, query) == expected


@pytest.mark.parametrize(
    "query", ["?family=Z", "?family=JJ", "?q=", f"?q={'x' * 101}", "?page=2", "?family=J&family=G"]
)
async def test_parameters_that_cannot_be_used_are_refused(tensions: Tensions, query):
    answer = await tensions.get(f"/api/v1/occupations{query}", status=422)
    assert answer["errors"][0]["parameter"] in ("family", "q", "page")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("infirm", ("J1506", "Infirmier / Infirmière en soins généraux", "occupation")),
        ("INFIRMIÈRE SCOL", ("J1506", "Infirmier / Infirmière scolaire", "title")),
        ("infirmire", ("J1506", "Infirmier / Infirmière en soins généraux", "occupation")),
        ("serveuse", ("G1803", "Serveur / Serveuse", "title")),
        ("chefe de rang", ("G1803", "Chef / Cheffe de rang", "title")),
    ],
)
async def test_suggests_occupations_and_titles(both_tensions: Tensions, typed, first):
    answer = await both_tensions.get(f"/api/v1/occupations/suggest?q={typed}")
    suggested = answer["items"][0]
    assert (suggested["code_rome"], suggested["title"], suggested["kind"]) == first


@pytest.mark.parametrize(
    "query", ["", "?q=", f"?q={'x' * 101}", "?q=a&limit=21", "?q=a&limit=0", "?q=a&kind=x"]
)
async def test_suggest_refuses_what_it_cannot_use(tensions: Tensions, query):
    await tensions.get(f"/api/v1/occupations/suggest{query}", status=422)


async def test_nothing_like_it_suggests_nothing(tensions: Tensions):
    assert (await tensions.get("/api/v1/occupations/suggest?q=%25"))["items"] == []


async def test_the_sheet_of_an_occupation(both_tensions: Tensions):
    sheet = await both_tensions.get("/api/v1/occupations/G1803")
    assert sheet["family"]["label"].startswith("Hôtellerie-restauration")
    assert [title["label"] for title in sheet["titles"]] == ["Chef / Cheffe de rang", "Serveur / Serveuse"]
    assert [skill["label"] for skill in sheet["skills"]] == ["Accueil", "Service au bar"]
    assert sheet["pcs"] == [{"pcs": "561a", "fap": "S2Z60"}]
    assert (sheet["tension_rome"], sheet["skills_rome"], sheet["pcs_rome"]) == ("G1803",) * 3
    assert [source["dataset"] for source in sheet["sources"]] == ["occupations", "titles", "skills", "pcs"]


async def test_a_newer_code_borrows_from_its_parent_and_says_so(tensions: Tensions):
    sheet = await tensions.get("/api/v1/occupations/J1508")
    assert (sheet["parent"], sheet["skills_rome"], sheet["pcs_rome"]) == ("J1506",) * 3
    assert [skill["label"] for skill in sheet["skills"]] == ["Hygiène"]
    assert sheet["titles"] == []


async def test_related_occupations_come_with_their_reasons(tensions: Tensions):
    related = (await tensions.get("/api/v1/occupations/G1803"))["related"]
    assert related == [
        {
            "code_rome": "G1801",
            "label": "Barman / Barmaid",
            "has_tension": False,
            "reasons": ["skills", "domain"],
            "shared_skills": 1,
        }
    ]


async def test_every_title_is_told_with_its_occupation(tensions: Tensions):
    answer = await tensions.get("/api/v1/occupations/titles")
    titles = [(item["code_rome"], item["title"], item["kind"]) for item in answer["items"]]
    assert titles[0] == ("A1101", "Conducteur / Conductrice d'engins agricoles", "occupation")
    assert ("G1803", "Chef / Cheffe de rang", "title") in titles
    assert titles == sorted(titles, key=lambda title: title[0])
    assert len(titles) == len(set(titles))
    assert {source["dataset"] for source in answer["sources"]} == {"occupations", "titles"}


@pytest.mark.parametrize(("code", "status"), [("A9999", 404), ("Z0000", 422), ("j1506", 422), ("%27", 422)])
async def test_an_unknown_occupation_is_a_problem(tensions: Tensions, code, status):
    problem = await tensions.get(f"/api/v1/occupations/{code}", status=status)
    assert problem["status"] == status
    assert code == "%27" or code in str(problem) or problem["errors"][0]["parameter"] == "rome"


async def test_answers_can_be_kept_and_asked_for_again(tensions: Tensions):
    response = await tensions.ask("/api/v1/occupations")
    again = await tensions.client.get(
        "/api/v1/occupations", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert response.headers["Cache-Control"].startswith("public")
    assert again.status == 304


async def test_until_occupations_are_imported_the_service_says_so(empty_tensions: Tensions):
    problem = await empty_tensions.get("/api/v1/occupations", status=503)
    assert problem["code"] == "unavailable"
