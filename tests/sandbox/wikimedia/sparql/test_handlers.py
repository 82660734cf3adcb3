import pytest

# Section 7.3 of the reference.
DOCUMENTED = """SELECT ?insee ?c ?article ?img ?diss WHERE {{
  VALUES ?insee {{{codes}}}
  ?c wdt:P374 ?insee ; wdt:P31/wdt:P279* wd:Q484170 .            # commune of France
  FILTER NOT EXISTS {{ ?c wdt:P576 [] }}                             # not dissolved
  OPTIONAL {{ ?article schema:about ?c ; schema:isPartOf <https://fr.wikipedia.org/> }}
  OPTIONAL {{ ?c wdt:P18 ?img }} }}"""
STATEMENTS = """SELECT ?code ?item WHERE {{
  VALUES ?code {{ {codes} }}
  ?item p:P374 ?statement . ?statement ps:P374 ?code .
  FILTER NOT EXISTS {{ ?statement pq:P582 [] }} }}"""


def _ask(query, *codes):
    return query.format(codes=" ".join(f'"{code}"' for code in codes))


async def test_the_documented_query_finds_items_pages_and_pictures(client):
    (lille, *_), (arras, *_) = [await client.select(_ask(DOCUMENTED, code)) for code in ("59350", "62041")]
    assert (lille["insee"], arras["insee"]) == ("59350", "62041")
    assert lille["article"] == "https://fr.wikipedia.org/wiki/Lille"
    assert lille["c"].startswith("http://www.wikidata.org/entity/Q")
    assert lille["img"].startswith("http://commons.wikimedia.org/wiki/Special:FilePath/")
    assert "diss" not in lille


async def test_it_says_the_same_as_the_entities(client):
    row, *_ = await client.select(_ask(DOCUMENTED, "59350"))
    assert row["c"].rpartition("/")[2] in await client.find_items("59350")


@pytest.mark.parametrize(
    ("oddity", "items"),
    [
        ("former_same_code", 1),
        ("former_unknown_end", 1),
        ("delegated_same_code", 1),
        ("duplicate_item", 2),
        ("two_current", 2),
        ("code_ended", 2),
        ("no_code", 0),
        ("unknown_code", 0),
        ("no_sitelink", 1),
        ("several", 1),
    ],
)
async def test_oddities_show_in_the_documented_query(client, codes, oddity, items):
    found = await client.select(_ask(DOCUMENTED, codes[oddity]))
    assert len({row["c"] for row in found}) == items
    assert all("article" in row for row in found) == (oddity not in {"duplicate_item", "no_sitelink"})


async def test_a_walk_over_two_classes_gives_two_rows(client):
    """A commune nouvelle is one in two ways."""
    rows = await client.select(_ask(DOCUMENTED, "01015"))
    assert len(rows) == 2
    assert rows[0] == rows[1]


async def test_statements_tell_which_code_has_ended(client, codes):
    (row,) = await client.select(_ask(STATEMENTS, codes["code_ended"]))
    *_, own = await client.find_items(codes["code_ended"])
    assert row["item"].endswith(own)


async def test_departements_are_found_too(client):
    (row,) = await client.select('SELECT ?item WHERE { ?item wdt:P2586 "75" ; wdt:P374 "75056" }')
    assert row["item"].startswith("http://www.wikidata.org/entity/")


async def test_a_long_walk_times_out_with_a_stack(client, places):
    codes = [place.code for place in places.rows[:1300]]
    answer = await client.sparql(_ask(DOCUMENTED, *codes))
    assert answer.status == 500
    assert "java.util.concurrent.TimeoutException" in answer.text
    short = _ask(DOCUMENTED, *codes).replace("; wdt:P31/wdt:P279* wd:Q484170", "")
    assert len(await client.select(short)) >= 1200


async def test_query_time_runs_out_and_comes_back(client, server, ticks, places):
    server.switch(sparql_timeout_rows=100)
    query = _ask(DOCUMENTED, *(place.code for place in places.rows[:99]))
    statuses = [(await client.sparql(query)).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = await client.sparql(query)
    ticks.now += int(refused.headers["Retry-After"]) + 1
    assert (await client.sparql(query)).status == 200


async def test_who_does_not_wait_is_banned(client, server, places):
    server.switch(sparql_timeout_rows=50, sparql_ban_after=3)
    query = _ask(DOCUMENTED, *(place.code for place in places.rows[:60]))
    statuses = [(await client.sparql(query)).status for _ in range(8)]
    assert statuses == [500, 500, 429, 429, 429, 429, 403, 403]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "SELECT ?a WHERE { ?a }",
        "SELECT ?a WHERE { ?a wdt:P374 ?b",
        "hello",
        "SELECT ?a WHERE { ?a ?b ?c }",
    ],
)
async def test_malformed_queries_are_refused(client, query):
    answer = await client.sparql(query)
    assert answer.status == 400
    assert "MalformedQueryException" in answer.text


async def test_thirty_errors_a_minute_are_the_most(client, ticks):
    statuses = [(await client.sparql("hello")).status for _ in range(31)]
    assert statuses == [400] * 30 + [429]
    ticks.now += 61
    assert (await client.sparql("hello")).status == 400


async def test_rows_are_xml_to_those_who_do_not_ask_for_json(client):
    answer = await client.sparql(_ask(DOCUMENTED, "59350"), Accept="*/*")
    assert answer.headers["Content-Type"].startswith("application/sparql-results+xml")
    assert "<literal>59350</literal>" in answer.text
