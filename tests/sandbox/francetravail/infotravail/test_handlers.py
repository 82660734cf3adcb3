"""Info travail is retired; switched on, it answers as CKAN did."""

import pytest

SCOPE = "api_infotravailv1"
ROOT = "/partenaire/infotravail/v1"
PAY = "d9090eaf-65cd-41cb-816f-7249897a3e51"
MARKET = "266f691f-bce8-4443-808e-8e5aa125cf17"


IN_NORD = "\"AREA_TYPE_CODE\" = 'D' AND \"AREA_CODE\" = '59'"


def select(what: str, resource: str, rest: str = "") -> str:
    return f'SELECT {what} FROM "{resource}" {rest}'  # noqa: S608  # what the server must cope with


@pytest.fixture
def ask(server, client):
    server.switch(infotravail="alive")

    async def ask(path: str, **params):
        return await client.get("infotravail", f"/v1/{path}", params)

    return ask


async def test_it_is_retired(client):
    assert (await client.ask_token(SCOPE)).json()["error"] == "invalid_scope"
    token = await client.token("api_offresdemploiv2 o2dsoffre")
    headers = {"Authorization": f"Bearer {token}"}
    assert (await client.request("GET", f"{ROOT}/datastore_search_sql", headers=headers)).status == 404


async def test_the_tension_of_an_occupation_in_a_departement(ask):
    nurses = f"WHERE {IN_NORD} AND \"ROME_PROFESSION_CARD_CODE\" = 'J1506'"
    sql = select('"TENSION_RATIO", "NB_OFFER_END_MONTH"', MARKET, nurses)
    result = (await ask("datastore_search_sql", sql=sql)).json()["result"]
    (record,) = result["records"]
    assert record.keys() == {"TENSION_RATIO", "NB_OFFER_END_MONTH"}
    assert all(isinstance(value, str) and value.isdigit() for value in record.values())
    assert result["fields"] == [
        {"id": "TENSION_RATIO", "type": "text"},
        {"id": "NB_OFFER_END_MONTH", "type": "text"},
    ]
    assert result["sql"] == sql


async def test_pay_by_age_some_of_it_not_available(ask):
    sql = select("*", PAY, f"WHERE {IN_NORD}")
    records = (await ask("datastore_search_sql", sql=sql)).json()["result"]["records"]
    assert {record["AGE_GROUP_CODE"] for record in records} == {"1", "2"}
    untold = [record for record in records if record["MINIMUM_SALARY"] == "-2"]
    assert 0 < len(untold) < len(records) / 2
    assert all(record["MAXIMUM_SALARY"] == "-2" for record in untold)


async def test_statements_of_any_shape(ask):
    where = "WHERE \"AREA_CODE\" IN ('59', '62') AND \"AREA_TYPE_CODE\" LIKE 'D'"
    sql = select(
        '"AREA_NAME", count(*) AS n', MARKET, f'{where} GROUP BY "AREA_NAME" ORDER BY "AREA_NAME" DESC'
    )
    records = (await ask("datastore_search_sql", sql=sql)).json()["result"]["records"]
    assert [record["AREA_NAME"] for record in records] == ["Pas-de-Calais", "Nord"]
    assert records[0]["n"] == "327"


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELECT 1",
        select("*", "unknown"),
        select("*", PAY, f"WHERE {IN_NORD} AND nothing()"),
        select("*", PAY, f"WHERE {IN_NORD}; DROP TABLE x"),
        f'DELETE FROM "{PAY}"',  # noqa: S608
        f"ATTACH '/tmp/x' AS x -- FROM \"{PAY}\"",
    ],
)
async def test_statements_that_are_refused(ask, sql):
    answer = await ask("datastore_search_sql", sql=sql)
    assert (answer.status, answer.json()["success"]) == (409, False)


async def test_finding_ones_way(ask):
    packages = (await ask("organization_show", id="digidata")).json()["result"]["packages"]
    for package in packages:
        (resource,) = (await ask("package_show", id=package["id"])).json()["result"]["resources"]
        assert (await ask("resource_show", id=resource["id"])).json()["result"] == resource
        rows = (await ask("datastore_search", id=resource["id"], limit=3)).json()["result"]["records"]
        assert len(rows) == 3


@pytest.mark.parametrize("path", ["organization_show", "package_show", "resource_show", "datastore_search"])
async def test_what_is_not_there(ask, path):
    answer = await ask(path, id="nothing")
    assert (answer.status, answer.json()["error"]["__type"]) == (404, "Not Found Error")
