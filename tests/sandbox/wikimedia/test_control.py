import urllib.error

import pytest

WEEK = 7 * 86_400


async def _page(client, title="Arras"):
    (page,) = (await client.find_page(title))["pages"]
    return page


async def _picture(client, code="62041"):
    (item, *_) = (await client.find_items(code)).values()
    return item["claims"]["P18"][0]["mainsnak"]["datavalue"]["value"]


async def test_an_edit_gives_another_revision_of_the_same_text(client, server):
    before = await _page(client)
    version = server.edit("62041")
    after = await _page(client)
    assert before["lastrevid"] < after["lastrevid"] == version["lastrevid"]
    assert after["touched"] > before["touched"]
    assert after["extract"] == before["extract"]


async def test_an_edit_may_change_the_text_or_the_picture(client, server):
    text, picture = (await _page(client))["extract"], await _picture(client)
    server.edit("62041", text=True, picture=True)
    assert (await _page(client))["extract"] != text
    assert await _picture(client) != picture
    server.edit("62041", extract="Arras est une ville.", file="Rue principale à Arras (exemple 62041).jpg")
    assert (await _page(client))["extract"] == "Arras est une ville."
    assert await _picture(client) == "Rue principale à Arras (exemple 62041).jpg"
    assert (await _page(client))["pageimage"] == "Rue_principale_à_Arras_(exemple_62041).jpg"


async def test_pages_can_move_and_go_and_come_back(client, server):
    page_id = (await _page(client))["pageid"]
    server.edit("62041", moved_to="Arras (ville)")
    query = await client.find_page("Arras")
    assert query["redirects"] == [{"from": "Arras", "to": "Arras (ville)"}]
    assert query["pages"][0]["pageid"] == page_id
    server.edit("62041", missing=True)
    assert (await _page(client, "Arras (ville)"))["missing"] is True
    server.edit("62041", missing=False)
    assert (await _page(client, "Arras (ville)"))["pageid"] == page_id


async def test_areas_can_be_edited(client, server):
    before = await _page(client, "Hauts-de-France")
    server.edit("32", kind="region", text=True)
    assert (await _page(client, "Hauts-de-France"))["extract"] != before["extract"]


async def test_every_week_a_few_pages_change(client, server, places):
    async def revisions():
        found: dict[int, int] = {}
        for start in range(8000, 8400, 50):
            query = await client.find_page(
                *(place.title for place in places.rows[start : start + 50]), prop="info"
            )
            found |= {page["pageid"]: page["lastrevid"] for page in query["pages"]}
        return found

    before = await revisions()
    server.control("POST", "clock", advance_weeks=1)
    after = await revisions()
    changed = [page for page in before if after[page] != before[page]]
    assert 1 <= len(changed) <= 30
    assert all(after[page] > before[page] for page in changed)


async def test_a_reset_forgets_everything(client, server):
    before = await _page(client)
    server.edit("62041", extract="Autre chose.")
    server.control("POST", "clock", advance_seconds=WEEK)
    server.play("W2")
    server.reset()
    assert await _page(client) == before


@pytest.mark.parametrize(
    ("path", "order", "status"),
    [
        ("edit", {"code": "99999"}, 404),
        ("edit", {"nonsense": 1}, 422),
        ("play", {"code": "X1"}, 422),
        ("fail_next", {"kind": "nonsense"}, 422),
        ("clock", {"advance_years": 1}, 422),
    ],
)
def test_wrong_orders_are_refused(server, path, order, status):
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.control("POST", path, **order)
    refused.value.close()
    assert refused.value.code == status


def test_switches_can_be_read_and_set(server):
    server.switch(lag_seconds=3)
    assert server.control("GET", "switches")["lag_seconds"] == 3
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.switch(lag_seconds="long")
    refused.value.close()


def test_oddities_are_listed_with_how_many_places_have_them(server):
    listed = server.control("GET", "oddities")
    assert all(one["places"] >= 1 for one in listed)
    assert {"key", "aspect", "share", "code", "what", "expect", "places"} == set(listed[0])
