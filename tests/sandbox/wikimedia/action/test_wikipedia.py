import pytest

PAGES = 30


@pytest.fixture(scope="module")
def titles(places):
    return [place.title for place in places.rows[7000 : 7000 + PAGES]]


def _only(query):
    (page,) = query["pages"]
    return page


async def test_a_page_has_its_introduction_picture_item_and_revision(client):
    page = _only(
        await client.find_page("Arras", pithumbsize="960", piprop="thumbnail|name|original", inprop="url")
    )
    assert page["extract"].startswith("Arras ")
    assert "commune française" in page["extract"]
    assert page["pageimage"].endswith("(exemple_62041).jpg")
    assert "/960px-" in page["thumbnail"]["source"]
    assert page["original"]["width"] > 960
    assert page["pageprops"]["wikibase_item"] in await client.find_items("62041")
    assert page["fullurl"] == "https://fr.wikipedia.org/wiki/Arras"
    assert page["lastrevid"] > 0
    assert page["touched"].endswith("Z")


async def test_titles_are_normalised_and_redirects_followed(client):
    query = await client.find_page("lille_(Nord)")
    assert query["normalized"] == [{"fromencoded": False, "from": "lille_(Nord)", "to": "Lille (Nord)"}]
    assert query["redirects"] == [{"from": "Lille (Nord)", "to": "Lille"}]
    assert _only(query)["title"] == "Lille"


async def test_redirects_are_only_followed_when_asked_for(client):
    answer = await client.wikipedia(titles="Lille (Nord)", prop="extracts", exintro="1")
    assert _only(answer["query"])["redirect"] is True


async def test_missing_pages_say_so(client):
    page = _only(await client.find_page("Nexistepas"))
    assert page == {"ns": 0, "title": "Nexistepas", "missing": True}
    assert (await client.wikipedia(pageids="1", prop="info"))["query"]["pages"] == [
        {"pageid": 1, "missing": True}
    ]


async def test_homonyms_have_a_disambiguation_page(client):
    page = _only(await client.find_page("Saint-Denis"))
    assert page["pageprops"] == {"disambiguation": ""}
    assert "Saint-Denis (Seine-Saint-Denis)" in page["extract"]


async def test_pages_are_found_by_id(client):
    page = _only(await client.find_page("Arras"))
    answer = await client.wikipedia(pageids=str(page["pageid"]), prop="info")
    assert _only(answer["query"])["title"] == "Arras"


async def test_twenty_introductions_at_a_time(client, titles):
    params = {"titles": "|".join(titles), "prop": "extracts|info", "exintro": "1", "explaintext": "1"}
    first = await client.wikipedia(**params)
    assert first["continue"] == {"excontinue": "20", "continue": "||info"}
    assert "batchcomplete" not in first
    second = await client.wikipedia(**params, **first["continue"])
    assert second["batchcomplete"] is True
    with_extract = [["extract" in page for page in one["query"]["pages"]] for one in (first, second)]
    assert sum(with_extract[0]) == 20
    assert [not flag for flag in with_extract[0]] == with_extract[1]
    assert all("lastrevid" in page for page in first["query"]["pages"])
    assert not any("lastrevid" in page for page in second["query"]["pages"])


async def test_a_limit_that_is_too_high_is_lowered_with_a_warning(client, titles):
    answer = await client.wikipedia(
        titles="|".join(titles), prop="extracts", exintro="1", exlimit="50", errorformat="plaintext"
    )
    assert answer["warnings"][0]["module"] == "query+extracts"
    assert answer["continue"]["excontinue"] == "20"


async def test_whole_articles_come_one_at_a_time(client, titles):
    answer = await client.wikipedia(titles="|".join(titles), prop="extracts", exlimit="20")
    text = "exlimit was too large for a whole article extracts request, lowered to 1."
    assert answer["warnings"] == {"extracts": {"warnings": text}}
    assert answer["continue"]["excontinue"] == "1"


async def test_fifty_titles_are_the_most(client, places):
    titles = "|".join(place.title for place in places.rows[:51])
    refused = await client.ask("fr.wikipedia.org", {"titles": titles})
    assert refused.headers["MediaWiki-API-Error"] == "toomanyvalues"
    assert refused.json()["error"]["limit"] == 50


async def test_smaller_parts_can_be_played(client, server, titles):
    server.play("W7")
    params = {"titles": "|".join(titles), "prop": "extracts|pageimages", "exintro": "1"}
    assert (await client.wikipedia(**params))["continue"] == {
        "excontinue": "5",
        "picontinue": "7",
        "continue": "||",
    }


@pytest.mark.parametrize(
    ("oddity", "sign"),
    [
        ("moved", "redirects"),
        ("redirect_elsewhere", "redirects"),
    ],
)
async def test_sitelinks_may_be_redirects(client, codes, oddity, sign):
    items = await client.find_items(codes[oddity])
    (item_id, item), *_ = items.items()
    query = await client.find_page(item["sitelinks"]["frwiki"]["title"])
    assert len(query[sign]) == 1
    is_same = _only(query)["pageprops"]["wikibase_item"] == item_id
    assert is_same == (oddity == "moved")
    assert ("tofragment" in query["redirects"][0]) == (oddity == "redirect_elsewhere")


async def test_sitelinks_may_lead_nowhere_good(client, codes):
    async def follow(oddity):
        (item,) = (await client.find_items(codes[oddity])).values()
        return _only(await client.find_page(item["sitelinks"]["frwiki"]["title"]))

    assert (await follow("missing"))["missing"] is True
    assert "disambiguation" in (await follow("disambiguation"))["pageprops"]
    assert (await follow("empty_extract"))["extract"] == ""


async def test_local_files_are_only_shown_to_those_who_take_what_is_not_free(client, codes, places):
    title = places.rows[places.by_key[codes["local_logo"]]].title
    assert "pageimage" not in _only(await client.find_page(title))
    page = _only(await client.find_page(title, pilicense="any", piprop="name|original"))
    assert "/wikipedia/fr/" in page["original"]["source"]
    file = _only(await client.find_file(page["pageimage"]))
    assert file["missing"] is True


async def test_searching_by_name_finds_homonyms(client):
    found = await client.wikipedia(list="search", srsearch="Saint-Denis", srlimit="50")
    assert len(found["query"]["search"]) > 2


async def test_deepcat_finds_nothing_and_warns(client):
    found = await client.wikipedia(list="search", srsearch="deepcat:Communes", errorformat="plaintext")
    assert found["query"]["search"] == []
    assert found["warnings"][0]["code"] == "cirrussearch-feature-deepcat-toomany"


@pytest.mark.parametrize(("params", "end"), [({"exsentences": "1"}, "."), ({"exchars": "60"}, "...")])
async def test_extracts_can_be_cut(client, params, end):
    whole = _only(await client.find_page("Arras"))["extract"]
    cut = _only(await client.find_page("Arras", **params))["extract"]
    assert len(cut) < len(whole)
    assert cut.endswith(end)
