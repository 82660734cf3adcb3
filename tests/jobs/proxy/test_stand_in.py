"""The proxy against the stand-in of France Travail, judged by the stand-in's own counters."""

import asyncio
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from sandbox.francetravail.settings import SandboxSettings
from services.jobs.proxy.resources import Answer, Request, Resource
from services.jobs.settings import JobsSettings
from services.jobs.upstream_settings import ProxySettings
from shared.errors import ServiceError
from tests.jobs.proxy.replicas import LIFETIME, Clock, replica, replicas
from tests.sandbox.francetravail.server import FranceTravail


class Total(BaseModel):
    total: int


def parse_total(answer: Answer) -> Total:
    assert answer.status in {200, 206, 204}
    if answer.status != 204:
        TypeAdapter(dict[str, list[Any]]).validate_json(answer.body)
    found = re.search(r"/([0-9]+)$", answer.headers["content-range"])
    assert found
    return Total(total=int(found[1]))


TOTAL = Resource("total", "offres", LIFETIME, parse_total, TypeAdapter(Total))


def count(code_rome: str) -> Request:
    return Request("GET", ("offres", "search"), params=(("codeROME", code_rome), ("range", "0-0")))


@pytest.fixture(scope="module")
def _running() -> Iterator[FranceTravail]:
    server = FranceTravail(SandboxSettings(offers=20_000))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def france_travail(_running: FranceTravail) -> FranceTravail:
    """As new, with its real quotas."""
    _running.control("POST", "reset")
    return _running


def settings_of(server: FranceTravail, redis_url: str | None = None, **limits: Any) -> JobsSettings:
    return JobsSettings(
        cities_url=server.url,
        tensions_url=server.url,
        upstream_url=f"{server.url}/partenaire",
        token_url=f"{server.url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
        sandbox=True,
        redis_url=redis_url,
        proxy=ProxySettings(**limits),
    )


async def test_a_thousand_identical_requests_over_three_replicas_cause_one_call(
    france_travail: FranceTravail, redis_url: str
):
    async with replicas(3, settings_of(france_travail, redis_url)) as proxies:
        fetched = await asyncio.gather(*[proxies[n % 3].fetch(TOTAL, count("J1506")) for n in range(1000)])
    assert len({one.value.total for one in fetched}) == 1
    assert france_travail.calls("offres")["calls"] == 1
    assert france_travail.calls("oauth")["calls"] == 1


async def test_three_replicas_call_no_oftener_than_the_quota_says(
    france_travail: FranceTravail, redis_url: str
):
    async with replicas(3, settings_of(france_travail, redis_url, quota_margin_seconds=1)) as proxies:
        outcomes = await asyncio.gather(
            *[proxies[n % 3].fetch(TOTAL, count(f"A11{n:02}")) for n in range(30)], return_exceptions=True
        )
    counted = france_travail.calls("offres")
    assert counted["max_per_second"] == 3
    assert counted["calls"] == sum(not isinstance(outcome, Exception) for outcome in outcomes) >= 6
    assert set(counted["by_status"]) <= {"200", "204", "206"}


@pytest.mark.parametrize(
    ("code", "changes", "problem"),
    [
        (
            "O1",
            {"times": -1},
            "refuses us: token refused with 400: invalid_client (Client authentication failed)",
        ),
        ("O5", {"times": -1}, "token refused with 503"),
        ("O5", {"times": -1, "kind": "slow", "seconds": 5}, "no whole answer in"),
        ("O5", {"times": -1, "status": 200}, "the token endpoint answered something else than a token"),
        ("G2", {"times": -1}, "all the calls we are allowed are taken"),
        ("G3", {"times": -1}, "all the calls we are allowed are taken for 60.0 s"),
        ("G4", {"times": -1}, "failed with 502"),
        ("G5", {"times": -1}, "no answer: "),
        ("G6", {"times": -1}, "its answer was cut"),
        ("G6", {"times": -1, "kind": "invalid_json"}, "unusable answer for total: "),
        ("G6", {"times": -1, "kind": "wrong_shape"}, "unusable answer for total: "),
        ("G6", {"times": -1, "kind": "huge"}, "its answer is larger than 4194304 bytes"),
        ("G7", {"times": -1}, "no whole answer in"),
        ("G7", {"times": -1, "kind": "drip", "seconds": 30}, "no whole answer in"),
        ("G8", {"times": -1}, "unusable answer for total: "),
        ("F13", {"times": -1}, "failed with 500"),
    ],
)
async def test_each_failure_is_a_clean_problem_in_bounded_time_and_shows_what_was_known(
    france_travail: FranceTravail, code: str, changes: dict[str, Any], problem: str
):
    clock = Clock()
    settings = settings_of(france_travail, deadline_seconds=1.5, breaker_failures=100)
    wide = settings.offres.model_copy(update={"quota_calls": 10})
    settings = settings.model_copy(update={"offres": wide})
    async with replica(settings, clock) as proxy:
        known = await proxy.fetch(TOTAL, count("J1506"))
        clock.now += 5000  # both the answer and the token are old
        france_travail.play(code, **({} if code.startswith("O") else {"api": "offres"}) | changes)
        start = time.monotonic()
        with pytest.raises(ServiceError) as told:
            await proxy.fetch(TOTAL, count("K1302"))
        assert time.monotonic() - start < 3
        assert told.value.status in {502, 503}
        assert told.value.detail.startswith(f"offres: {problem}")
        old = await proxy.fetch(TOTAL, count("J1506"))
        assert (old.value, old.stale) == (known.value, True)


@pytest.mark.parametrize(
    ("code", "changes"),
    [("O4", {}), ("O5", {"api": "oauth"}), ("G1", {}), ("G2", {}), ("G4", {}), ("G5", {}), ("G6", {})],
)
async def test_a_failure_that_passes_is_not_seen(
    france_travail: FranceTravail, code: str, changes: dict[str, Any]
):
    async with replica(settings_of(france_travail)) as proxy:
        if code == "O4":
            await proxy.fetch(TOTAL, count("J1506"))
            france_travail.play(code)
        else:
            france_travail.play(code, **{"api": "offres"} | changes)
        assert not (await proxy.fetch(TOTAL, count("K1302"))).stale


async def test_an_api_that_refuses_us_is_alone_in_it(france_travail: FranceTravail):
    france_travail.switch(unsubscribed=["offres"])
    fairs = Resource("fairs", "evenements", LIFETIME, lambda answer: len(answer.body), TypeAdapter(int))
    async with replica(settings_of(france_travail)) as proxy:
        with pytest.raises(ServiceError, match="refuses us: token refused with 400: invalid_scope"):
            await proxy.fetch(TOTAL, count("J1506"))
        assert (await proxy.fetch(fairs, Request("GET", ("salonsenligne",)))).value > 0
        states = proxy.states()
    assert states["offres"].startswith("switched off: ")
    assert states["evenements"] == "ok"
