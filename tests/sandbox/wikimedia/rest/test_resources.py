import pytest

ROOT = "/fr.wikipedia.org/w/rest.php/v1"


@pytest.mark.parametrize(("form", "field"), [("", "source"), ("/bare", "html_url"), ("/with_html", "html")])
async def test_a_page_comes_in_several_forms(client, form, field):
    page = (await client.get(f"{ROOT}/page/Lille{form}")).json()
    assert (page["title"], page["license"]["title"][:16]) == ("Lille", "Creative Commons")
    assert page["latest"]["id"] > 0
    assert field in page


async def test_pages_can_be_html(client):
    answer = await client.get(f"{ROOT}/page/Lille/html")
    assert answer.headers["Content-Type"].startswith("text/html")


async def test_pages_lead_to_their_files(client):
    files = (await client.get(f"{ROOT}/page/Arras/links/media")).json()["files"]
    assert len(files) == 1


async def test_a_redirect_is_followed_by_the_caller(client):
    answer = await client.get(f"{ROOT}/page/Lille_(Nord)/bare")
    assert (answer.status, answer.headers["Location"]) == (307, f"{ROOT}/page/Lille/bare")


async def test_a_search_by_name_finds_homonyms(client):
    pages = (await client.get(f"{ROOT}/search/page?q=Saint-Denis&limit=3")).json()["pages"]
    assert len(pages) == 3
    assert {"id", "key", "title", "excerpt", "matched_title", "description", "thumbnail"} <= set(pages[0])


async def test_the_portal_is_closed(client):
    assert (await client.get("/api.wikimedia.org/core/v1/wikipedia/fr/page/Lille")).status == 410
