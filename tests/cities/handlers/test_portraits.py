"""Portraits on sheets and photos in lists, with and without the enrichment service."""

from typing import Any

from shared.events.enrichment import PORTRAIT_UPDATED, PortraitUpdated
from tests.cities.running import Cities
from tests.waiting import until

RENNES = "/api/v1/cities/35238"
PHOTO = "/api/v1/portraits/communes/35238/image"


async def announce(cities: Cities, kind: Any, *codes: str) -> None:
    body = PortraitUpdated(kind=kind, codes=list(codes)).model_dump_json().encode()
    await cities.broker.announce(PORTRAIT_UPDATED, body, message_id=f"{kind}/{codes}")


async def test_sheets_carry_the_portrait_as_enrichment_tells_it(cities: Cities):
    for kind, code, path in (
        ("communes", "35238", RENNES),
        ("departements", "35", "/api/v1/departements/35"),
        ("regions", "53", "/api/v1/regions/53"),
    ):
        cities.enrichment.add(kind, code, f"Texte de {code}.")
        sheet = await cities.get(path)
        assert sheet["portrait"] == cities.enrichment.portraits[kind, code]
        assert sheet["portrait_missing"] is None


async def test_a_sheet_without_a_portrait_says_why(cities: Cities):
    for path in (RENNES, "/api/v1/departements/35", "/api/v1/regions/53"):
        response = await cities.ask(path)
        sheet = await response.json()
        assert (sheet["portrait"], sheet["portrait_missing"]) == (None, "Pas encore cherché.")
        assert response.headers["Cache-Control"].startswith("public")


async def test_a_region_of_before_2015_shows_its_successor(cities: Cities):
    cities.enrichment.add("regions", "76", "L’Occitanie.")
    assert (await cities.get("/api/v1/regions/73"))["portrait"]["code"] == "76"


async def test_an_arrondissement_without_a_portrait_has_its_citys_marked_as_such(cities: Cities):
    cities.enrichment.add("communes", "75056", "Paris.")
    sheet = await cities.get("/api/v1/cities/75101")
    assert (sheet["portrait"]["code"], "portrait" in sheet["from_city"]) == ("75056", True)
    cities.enrichment.add("communes", "75101", "Le 1er arrondissement.")
    await announce(cities, "communes", "75101")

    async def has_its_own() -> bool:
        sheet = await cities.get("/api/v1/cities/75101")
        return sheet["portrait"]["code"] == "75101" and "portrait" not in sheet["from_city"]

    await until(has_its_own)


async def test_a_former_code_shows_its_successor(cities: Cities):
    cities.enrichment.add("communes", "29019", "Brest.")
    assert (await cities.get("/api/v1/cities/29184"))["portrait"]["code"] == "29019"


async def test_while_enrichment_is_down_sheets_go_on_and_say_so(cities: Cities):
    cities.enrichment.status = 500
    for path in (f"{RENNES}?rome=J1102", "/api/v1/departements/35", "/api/v1/regions/53"):
        response = await cities.ask(path)
        sheet = await response.json()
        assert (sheet["portrait"], sheet["portrait_missing"]) == (
            None,
            "Les portraits sont momentanément indisponibles.",
        )
        assert response.headers["Cache-Control"] == "no-store"
    sheet = await cities.get(RENNES)
    assert (sheet["name"], sheet["incomplete"]) == ("Rennes", ["portrait"])
    assert (await cities.get("/api/v1/cities"))["total"] == 5
    health = await cities.get("/health/ready")
    assert "does not answer" in health["details"]["portraits"]


async def test_an_announced_change_is_on_the_sheet(cities: Cities):
    cities.enrichment.add("communes", "35238", "Avant.")
    assert (await cities.get(RENNES))["portrait"]["text"] == "Avant."
    cities.enrichment.add("communes", "35238", "Après.")
    assert (await cities.get(RENNES))["portrait"]["text"] == "Avant."
    await announce(cities, "communes", "29019", "35238")

    async def is_renewed() -> bool:
        return bool((await cities.get(RENNES))["portrait"]["text"] == "Après.")

    await until(is_renewed)


async def test_lists_have_the_path_of_the_photo_once_it_is_announced(cities: Cities):
    async def photos() -> dict[str, Any]:
        return {item["name"]: item["photo"] for item in (await cities.get("/api/v1/cities"))["items"]}

    assert set((await photos()).values()) == {None}
    cities.enrichment.add("communes", "35238")
    await announce(cities, "communes", "35238")

    async def is_shown() -> bool:
        return bool((await photos())["Rennes"] == PHOTO)

    await until(is_shown)
    assert (await photos())["Brest"] is None
    for path in ("/api/v1/cities/35288/nearby?radius_km=100", "/api/v1/cities/35288/similar"):
        items = (await cities.get(path))["items"]
        assert [item["photo"] for item in items if item["name"] == "Rennes"] == [PHOTO]
    compared = (await cities.get("/api/v1/cities/compare?code=29019&code=35238"))["items"]
    assert [town["photo"] for town in compared] == [None, PHOTO]
