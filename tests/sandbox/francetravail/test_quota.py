import pytest

from sandbox.francetravail.apis import APIS
from sandbox.francetravail.quota import Quota
from sandbox.francetravail.switches import Rate, Switches

NEVER = {"replenish": 1e-6, "burst": 2}


def allowed(quota: Quota, api: str, *, calls: int, tick: float, client: str = "a") -> int:
    return sum(quota.take(APIS[api], client, Switches(), tick).allowed for _ in range(calls))


@pytest.mark.parametrize(
    ("api", "per_second"), [("offres", 10), ("labonneboite", 2), ("rome_metiers", 1), ("marche_travail", 10)]
)
def test_each_api_has_its_rate(api, per_second):
    quota = Quota()
    assert allowed(quota, api, calls=50, tick=100.0) == per_second
    assert allowed(quota, api, calls=50, tick=101.0) == per_second
    assert allowed(quota, api, calls=50, tick=101.0 + 1 / per_second) == 1


def test_clients_and_apis_do_not_share_a_bucket():
    quota = Quota()
    assert allowed(quota, "labonneboite", calls=5, tick=0) == 2
    assert allowed(quota, "labonneboite", calls=5, tick=0, client="b") == 2
    assert allowed(quota, "rome_fiches", calls=5, tick=0) == 1


def test_all_clients_together_have_a_limit_too():
    quota, switches = Quota(), Switches(default_rate=Rate(replenish=1, burst=15))
    taken = [quota.take(APIS["offres"], client, switches, 0).allowed for client in "abc" for _ in range(10)]
    assert sum(taken) == 15


async def test_above_the_rate_it_is_429_with_a_delay(server, client):
    server.switch(rates={"offres": NEVER})
    answers = [await client.search(range="0-0") for _ in range(4)]
    assert [answer.status for answer in answers] == [206, 206, 429, 429]
    refused = answers[-1]
    assert refused.headers["Content-Type"].startswith("text/plain")
    assert (refused.headers["Retry-After"], refused.headers["Cache-Control"]) == ("1", "no-store")
    assert refused.headers["X-Ratelimit-Remaining-Clientidlimiter"] == "0"


@pytest.mark.parametrize(("code", "retry_after"), [("G2", None), ("G3", "60")])
async def test_the_delay_may_be_absent_or_long(server, client, code, retry_after):
    server.play(code, times=0)
    server.switch(rates={"rome_metiers": {**NEVER, "burst": 1}})
    assert (await client.get("rome_metiers", "/v1/metiers/version")).status == 200
    refused = await client.get("rome_metiers", "/v1/metiers/version")
    assert (refused.status, refused.headers.get("Retry-After")) == (429, retry_after)
