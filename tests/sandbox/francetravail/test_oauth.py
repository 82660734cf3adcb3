import pytest

OFFERS = "api_offresdemploiv2 o2dsoffre"


async def test_a_token_is_opaque_and_lives_25_minutes(client):
    answer = await client.ask_token(OFFERS)
    token = answer.json()
    assert answer.status == 200
    assert (len(token["access_token"]), token["token_type"], token["expires_in"]) == (27, "Bearer", 1499)
    assert token["scope"] == OFFERS
    assert answer.headers["Cache-Control"] == "no-store"


async def test_the_scope_may_name_the_application(client):
    answer = await client.ask_token(f"application_PAR_mobiville_sandbox {OFFERS}")
    assert answer.status == 200


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"client_secret": "wrong"}, "invalid_client", "Client authentication failed"),
        ({"client_secret": "sandbox-secret "}, "invalid_client", "Client authentication failed"),
        ({"client_id": "PAR_nobody"}, "invalid_client", "Client authentication failed"),
        ({"grant_type": "password"}, "unsupported_grant_type", "Grant type is not supported: password"),
        ({"scope": f"{OFFERS} api_romev1"}, "invalid_scope", "Unknown/invalid scope(s): [api_romev1]"),
        ({"scope": "api_infotravailv1"}, "invalid_scope", "Unknown/invalid scope(s): [api_infotravailv1]"),
        ({"scope": "api_labonneboitev1"}, "invalid_scope", "Unknown/invalid scope(s): [api_labonneboitev1]"),
    ],
)
async def test_what_is_refused(client, changes, error, description):
    answer = await client.ask_token(**{"scope": OFFERS, **changes})
    assert (answer.status, answer.json()) == (400, {"error": error, "error_description": description})


async def test_the_realm_is_needed_with_or_without_its_slash(client):
    assert (await client.ask_token(OFFERS, realm="partenaire")).status == 200
    answer = await client.ask_token(OFFERS, realm="/other")
    assert (answer.status, answer.body) == (400, b"Invalid realm")


async def test_an_unsubscribed_api_spoils_the_whole_token(server, client):
    server.play("O2")
    answer = await client.ask_token(f"{OFFERS} api_labonneboitev2 search office")
    assert answer.json()["error"] == "invalid_scope"


async def test_an_unsubscribed_api_may_also_give_a_token_and_refuse_the_calls(server, client):
    server.play("O7")
    answer = await client.get("marche_travail", "/v1/referentiel/territoires/NAT")
    assert (answer.status, answer.body) == (403, b"")


async def test_tokens_expire(server, client):
    server.play("O3")
    assert (await client.search(range="0-0")).status == 206
    server.advance(seconds=2)
    assert (await client.search(range="0-0")).status == 401


async def test_tokens_can_be_revoked_early(server, client):
    assert (await client.search(range="0-0")).status == 206
    server.play("O4")
    refused = await client.search(range="0-0")
    assert (refused.status, refused.body) == (401, b"")
    assert refused.headers["WWW-Authenticate"] == "Bearer"


async def test_several_tokens_are_good_at_once_and_are_counted(server, client):
    tokens = [(await client.ask_token(OFFERS)).json()["access_token"] for _ in range(3)]
    assert len(set(tokens)) == 3
    for token in tokens:
        headers = {"Authorization": f"Bearer {token}"}
        path = "/partenaire/offresdemploi/v2/referentiel/regions"
        assert (await client.request("GET", path, headers=headers)).status == 200
    assert server.control("GET", "calls")["tokens_issued"] == 3
