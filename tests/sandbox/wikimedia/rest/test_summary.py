ROOT = "/fr.wikipedia.org/api/rest_v1/page/summary/"


async def test_a_summary_has_text_picture_item_and_place(client):
    answer = await client.get(ROOT + "Lille")
    summary = answer.json()
    assert (summary["type"], summary["title"], summary["titles"]["canonical"]) == (
        "standard",
        "Lille",
        "Lille",
    )
    assert summary["extract"].startswith("Lille ")
    assert summary["coordinates"]["lat"] > 50
    assert summary["wikibase_item"] in await client.find_items("59350")
    assert "/330px-" in summary["thumbnail"]["source"]
    assert answer.headers["Cache-Control"] == "s-maxage=1209600, max-age=300"


async def test_what_has_not_changed_is_not_sent_again(client, server):
    tag = (await client.get(ROOT + "Lille")).headers["ETag"]
    assert (await client.get(ROOT + "Lille", **{"If-None-Match": tag})).status == 304
    server.edit("59350")
    assert (await client.get(ROOT + "Lille", **{"If-None-Match": tag})).status == 200


async def test_redirects_are_302_and_misspelt_titles_301(client):
    moved = await client.get(ROOT + "Lille_(Nord)")
    assert (moved.status, moved.headers["Location"]) == (302, "Lille")
    assert (await client.get(ROOT + "lille")).status == 301


async def test_a_missing_page_is_a_problem(client):
    answer = await client.get(ROOT + "Nexistepas")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Page or revision not found."


async def test_disambiguation_pages_say_what_they_are(client):
    assert (await client.get(ROOT + "Saint-Denis")).json()["type"] == "disambiguation"
