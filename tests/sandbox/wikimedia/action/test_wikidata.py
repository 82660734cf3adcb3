import pytest


def _codes(entity):
    return [
        (claim["mainsnak"].get("datavalue", {}).get("value"), "P582" in claim.get("qualifiers", {}))
        for claim in entity["claims"].get("P374", [])
    ]


def _classes(entity):
    return [claim["mainsnak"]["datavalue"]["value"]["id"] for claim in entity["claims"]["P31"]]


def _page(entity):
    return entity["sitelinks"].get("frwiki", {}).get("title")


async def test_a_commune_is_found_by_its_code(client):
    (lille,) = (await client.find_items("59350")).values()
    assert _codes(lille) == [("59350", False)]
    assert _classes(lille)[0] == "Q484170"
    assert _page(lille) == "Lille"


@pytest.mark.parametrize("code", ["1004", "01004 ", "99999", "lille"])
async def test_only_the_exact_code_is_found(client, code):
    found = await client.find_items(code)
    assert len(found) == (1 if code.strip() == "01004" else 0)


async def test_departements_and_regions_have_their_own_properties(client):
    (nord,) = (await client.find_items("59", "P2586")).values()
    (hauts,) = (await client.find_items("32", "P2585")).values()
    assert _page(nord) == "Nord (département)"
    assert _page(hauts) == "Hauts-de-France"


async def test_paris_is_a_commune_and_a_departement(client):
    assert list(await client.find_items("75056")) == list(await client.find_items("75", "P2586"))
    assert list(await client.find_items("02", "P2585")) == list(await client.find_items("972", "P2586"))


async def test_a_search_takes_alternatives_and_pages(client):
    words = "haswbstatement:P374=59350|P374=62041|P374=75056"
    first = await client.wikidata(list="search", srsearch=words, srlimit="2")
    assert first["continue"] == {"sroffset": 2, "continue": "-||"}
    assert first["query"]["searchinfo"]["totalhits"] == 3
    rest = await client.wikidata(list="search", srsearch=words, srlimit="2", **first["continue"])
    assert rest["batchcomplete"]
    titles = [one["title"] for answer in (first, rest) for one in answer["query"]["search"]]
    assert len(set(titles)) == 3


async def test_former_communes_have_an_end_and_a_page(client, codes):
    now, former = (await client.find_items(codes["former_same_code"])).values()
    assert "P576" not in now["claims"]
    assert former["claims"]["P576"][0]["mainsnak"]["datavalue"]["value"]["time"].startswith("+2015")
    assert _classes(former) == ["Q484170"]
    assert _page(now)
    assert _page(former)


async def test_an_end_may_have_no_value(client, codes):
    _, former = (await client.find_items(codes["former_unknown_end"])).values()
    assert former["claims"]["P576"][0]["mainsnak"] == {"snaktype": "somevalue", "property": "P576"}


async def test_a_delegated_commune_is_told_by_its_class(client, codes):
    now, delegated = (await client.find_items(codes["delegated_same_code"])).values()
    assert "P576" not in delegated["claims"]
    assert _classes(delegated) == ["Q21869758"]
    assert "Q484170" in _classes(now)


async def test_a_duplicate_has_no_page(client, codes):
    item, duplicate = (await client.find_items(codes["duplicate_item"])).values()
    assert _page(item)
    assert duplicate["sitelinks"] == {}


async def test_two_current_items_cannot_be_told_apart(client, codes):
    found = (await client.find_items(codes["two_current"])).values()
    assert [_classes(one)[0] for one in found] == ["Q484170", "Q484170"]
    assert all(_page(one) and "P576" not in one["claims"] for one in found)


async def test_a_code_may_have_ended(client, codes):
    code = codes["code_ended"]
    neighbour, own = (await client.find_items(code)).values()
    assert (code, True) in _codes(neighbour)
    assert _codes(own) == [(code, False)]


async def test_communes_of_corsica_had_another_code(client):
    (ajaccio,) = (await client.find_items("20004")).values()
    assert _codes(ajaccio) == [("2A004", False), ("20004", True)]


async def test_merged_communes_are_found_by_their_old_code(client):
    (former,) = (await client.find_items("59298")).values()
    assert "P576" in former["claims"]


@pytest.mark.parametrize("oddity", ["no_code", "unknown_code"])
async def test_an_item_may_lack_its_code(client, codes, oddity):
    assert await client.find_items(codes[oddity]) == {}


async def test_statements_may_lack_values(client, codes, places):
    title = places.rows[places.by_key[codes["unknown_code"]]].title
    found = await client.wikidata(action="wbgetentities", sites="frwiki", titles=title)
    (item,) = found["entities"].values()
    assert item["claims"]["P374"][0]["mainsnak"] == {"snaktype": "novalue", "property": "P374"}
    assert item["claims"]["P18"][0]["mainsnak"]["snaktype"] == "somevalue"


async def test_an_item_may_lack_its_page(client, codes):
    (item,) = (await client.find_items(codes["no_sitelink"])).values()
    assert item["sitelinks"] == {}


async def test_the_preferred_picture_is_not_the_first(client, codes):
    (item,) = (await client.find_items(codes["several"])).values()
    assert [claim["rank"] for claim in item["claims"]["P18"]] == ["normal", "preferred"]


async def test_unknown_items_are_missing_and_bad_ids_an_error(client):
    found = await client.wikidata(action="wbgetentities", ids="Q200000000|Q1")
    assert found["entities"]["Q1"]["missing"] in {True, ""}
    refused = await client.ask("www.wikidata.org", {"action": "wbgetentities", "ids": "L1"})
    assert (refused.status, refused.headers["MediaWiki-API-Error"]) == (200, "no-such-entity")


async def test_the_search_index_may_lag_behind_edits(client, server):
    server.switch(search_lag=True)
    server.edit("59350")
    assert await client.find_items("59350") == {}
    assert await client.find_items("62041")
