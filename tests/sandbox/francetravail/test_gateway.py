import pytest

from sandbox.francetravail.apis import APIS


@pytest.mark.parametrize("api", [api for api in APIS if api != "oauth"])
async def test_every_api_asks_for_a_token(client, api):
    answer = await client.request("GET", f"{APIS[api].root}/v1/anything")
    assert (answer.status, answer.body, answer.headers["WWW-Authenticate"]) == (401, b"", "Bearer")


async def test_one_scope_of_the_two_is_not_enough(client):
    token = await client.token("api_offresdemploiv2")
    path = "/partenaire/offresdemploi/v2/referentiel/regions"
    answer = await client.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status, answer.body) == (403, b"")


async def test_la_bonne_boite_says_which_scope_is_missing(client):
    token = await client.token("api_labonneboitev2")
    path = "/partenaire/labonneboite/v2/recherche"
    answer = await client.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status, answer.body) == (403, b"Invalid scope")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/partenaire/offresdemploi/v2/nothing", 403),
        ("/partenaire/offresdemploi/v1/offres/search", 403),
        ("/partenaire/invented/v1/offers", 401),
        ("/partenaire/rome/v1/metier/J1506", 403),
        ("/partenaire/infotravail/v1/datastore_search", 404),
        ("/nowhere", 404),
    ],
)
async def test_wrong_paths(client, path, status):
    token = await client.token("api_offresdemploiv2 o2dsoffre")
    answer = await client.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status == status


async def test_unknown_paths_may_be_404(server, client):
    server.play("G9")
    assert (await client.get("offres", "/v2/nothing")).status == 404


async def test_another_method_is_405(client):
    answer = await client.get("marche_travail", "/v1/indicateur/stat-offres")
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")


async def test_the_limits_are_told_on_every_answer(client):
    for answer in (await client.search(range="0-0"), await client.search(commune="Lille")):
        for limiter in ("Clientidlimiter", "Defaultlimiter"):
            assert int(answer.headers[f"X-Ratelimit-Remaining-{limiter}"]) > 0
            assert answer.headers[f"X-Ratelimit-Requested-Tokens-{limiter}"] == "1"
