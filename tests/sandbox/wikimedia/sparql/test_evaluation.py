import pytest

CODES = '"59350" "62041" "75056"'


async def _names(client, query):
    return [row["name"] for row in await client.select(query)]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('VALUES ?c { "59350" } ?i wdt:P374 ?c ; rdfs:label ?name', ["Lille"]),
        (
            '{ ?i wdt:P374 "59350" } UNION { ?i wdt:P2585 "32" } ?i rdfs:label ?name',
            ["Lille", "Hauts-de-France"],
        ),
        (f"VALUES ?c {{ {CODES} }} ?i wdt:P374 ?c ; wdt:P31 wd:Q6465 ; rdfs:label ?name", ["Paris"]),
        (f'VALUES ?c {{ {CODES} }} ?i wdt:P374 ?c ; rdfs:label ?name FILTER(?c = "62041")', ["Arras"]),
        (
            f'VALUES ?c {{ {CODES} }} ?i wdt:P374 ?c ; rdfs:label ?name FILTER(?c != "62041")',
            ["Lille", "Paris"],
        ),
        (
            f"VALUES ?c {{ {CODES} }} ?i wdt:P374 ?c ; rdfs:label ?name MINUS {{ ?i wdt:P2586 ?d }}",
            ["Lille", "Arras"],
        ),
        ("?a schema:about ?i ; schema:name ?name . ?i wdt:P374 '59350'", ["Lille"]),
        ("<https://fr.wikipedia.org/wiki/Lille> schema:about ?i . ?i rdfs:label ?name", ["Lille"]),
    ],
)
async def test_what_stands_between_braces_is_looked_for(client, where, names):
    assert await _names(client, f"SELECT ?name WHERE {{ {where} }}") == names


async def test_rows_are_ordered_cut_and_made_distinct(client):
    query = f"SELECT DISTINCT ?name WHERE {{ VALUES ?c {{ {CODES} }} ?i wdt:P374 ?c ; rdfs:label ?name }}"
    assert await _names(client, f"{query} ORDER BY ?name") == ["Arras", "Lille", "Paris"]
    assert await _names(client, f"{query} ORDER BY ?name LIMIT 1 OFFSET 1") == ["Lille"]


async def test_all_places_can_be_listed(client, places):
    rows = await client.select("SELECT ?code WHERE { ?i wdt:P2585 ?code }")
    assert {row["code"] for row in rows} == {place.code for place in places.rows if place.kind == "region"}
