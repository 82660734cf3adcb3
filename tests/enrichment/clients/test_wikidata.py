"""The two ways from a code to items agree, whatever is odd about them."""

import pytest

from services.enrichment.clients.wikidata import find_items, search_items
from services.enrichment.clients.wikimedia import Wikimedia as Client
from services.enrichment.items import Item, choose_item
from tests.enrichment.stand_in import Wikimedia

LILLE = "59350"


async def test_many_codes_are_one_call(client: Client, wikimedia: Wikimedia):
    found = await find_items(client, "communes", [LILLE, "01002", "99999"])
    assert set(found) == {LILLE, "01002"}
    assert [item.title for item in found[LILLE]] == ["Lille"]
    assert wikimedia.count() == 1


@pytest.mark.parametrize(
    ("kind", "code", "title"),
    [
        ("communes", "75056", "Paris"),
        ("communes", "75101", "Paris 1er Arrondissement"),
        ("departements", "59", "Nord (département)"),
        ("departements", "2A", "Corse-du-Sud (département)"),
        ("departements", "75", "Paris"),
        ("regions", "32", "Hauts-de-France"),
    ],
)
async def test_each_kind_has_its_property(client: Client, kind, code: str, title: str):
    for items in ((await find_items(client, kind, [code]))[code], await search_items(client, kind, code)):
        chosen = choose_item(kind, "", items)
        assert isinstance(chosen, Item)
        assert chosen.title == title


async def test_searching_comes_to_the_same_choice(client: Client, wikimedia: Wikimedia):
    codes = wikimedia.find_oddities()
    found = await find_items(client, "communes", list(codes.values()))
    for oddity, code in codes.items():
        searched = choose_item("communes", "", await search_items(client, "communes", code))
        asked = choose_item("communes", "", found.get(code, []))
        assert type(searched) is type(asked), oddity
        if isinstance(searched, Item) and isinstance(asked, Item):
            assert (searched.id, searched.title) == (asked.id, asked.title), oddity
            assert searched.image == asked.image, oddity


async def test_a_former_item_is_known_as_such_by_the_search(client: Client, wikimedia: Wikimedia):
    items = await search_items(client, "communes", wikimedia.find_oddities()["former_same_code"])
    assert sorted(item.ended for item in items) == [False, True]
