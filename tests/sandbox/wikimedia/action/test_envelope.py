import pytest


async def _ask(client, **params):
    return await client.ask("fr.wikipedia.org", {"titles": "Lille", "prop": "info", **params})


async def test_unknown_parameters_are_only_warned_of(client):
    answer = await _ask(client, nonsense="1", more="2")
    assert answer.json()["warnings"] == {"main": {"warnings": "Unrecognized parameters: nonsense, more."}}
    assert answer.json()["query"]["pages"][0]["title"] == "Lille"


async def test_errors_are_inside_a_200(client):
    answer = await _ask(client, action="nonsense")
    assert answer.status == 200
    assert answer.headers["MediaWiki-API-Error"] == "badvalue"
    assert answer.json()["error"]["code"] == "badvalue"


async def test_errors_can_be_a_list_of_plain_texts(client):
    answer = (await _ask(client, action="nonsense", errorformat="plaintext")).json()
    assert "error" not in answer
    assert answer["errors"][0]["code"] == "badvalue"


async def test_lag_is_told_to_those_who_ask(client, server):
    server.switch(lag_seconds=7.2)
    answer = await _ask(client, maxlag="5")
    assert answer.status == 200
    assert answer.headers["MediaWiki-API-Error"] == "maxlag"
    assert (answer.headers["Retry-After"], answer.headers["X-Database-Lag"]) == ("5", "8")
    error = answer.json()["error"]
    assert (error["code"], error["host"], error["lag"]) == ("maxlag", "db1234", 7.2)
    assert "query" in (await _ask(client)).json()
    assert "query" in (await _ask(client, maxlag="8")).json()


async def test_the_first_version_of_the_format_has_pages_by_id(client):
    answer = (await _ask(client, titles="Lille|Nexistepas", formatversion="1", nonsense="1")).json()
    assert answer["query"]["pages"]["-1"]["missing"] == ""
    assert any(page.get("title") == "Lille" for page in answer["query"]["pages"].values())
    assert answer["batchcomplete"] == ""
    assert "*" in answer["warnings"]["main"]


async def test_without_a_format_there_is_a_page_for_humans(client):
    answer = await client.get("/fr.wikipedia.org/w/api.php?action=query&titles=Lille")
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_calls_can_be_made_either_way(client, method):
    path = "/fr.wikipedia.org/w/api.php"
    form = {"action": "query", "titles": "Lille", "format": "json", "formatversion": "2"}
    options = {"data": form} if method == "POST" else {}
    query = "?action=query&titles=Lille&format=json&formatversion=2" if method == "GET" else ""
    answer = await client.request(method, path + query, **options)
    assert answer.json()["query"]["pages"][0]["title"] == "Lille"
