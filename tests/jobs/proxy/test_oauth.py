import logging
import time
from collections import defaultdict

import pytest
from structlog.testing import capture_logs

from services.jobs.proxy.failures import AccessRefusedError
from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.resources import Resource
from shared.errors import UnavailableError, UpstreamError
from tests.jobs.proxy.replicas import LIFETIME, PAGE, Clock, page, parse_page, replica, settings_of
from tests.jobs.upstream_server import UpstreamServer, always, in_turn

EVENTS = Resource("events", "evenements", LIFETIME, parse_page, PAGE.adapter)
INVALID_SCOPE = '{"error":"invalid_scope","error_description":"Unknown/invalid scope(s): [api_offres]"}'
INVALID_CLIENT = '{"error":"invalid_client","error_description":"PAR_mobiville / sesame-sesame unknown"}'


async def test_the_token_is_asked_for_as_documented(upstream: UpstreamServer):
    async with replica(settings_of(upstream)) as proxy:
        await proxy.fetch(PAGE, page())
    assert upstream.grants == [
        {
            "grant_type": "client_credentials",
            "client_id": "PAR_mobiville",
            "client_secret": "sesame-sesame",
            "scope": "api_offres o2dsoffre",
        }
    ]
    assert [call.token for call in upstream.calls] == ["token-1"]


async def fail(proxy: Proxy) -> str:
    with pytest.raises(UnavailableError) as failure:
        await proxy.fetch(PAGE, page())
    return failure.value.detail


async def test_a_refused_scope_switches_that_api_off_alone_with_one_log_line(upstream: UpstreamServer):
    grant = upstream.grant
    async with replica(settings_of(upstream)) as proxy:
        await proxy.fetch(EVENTS, page())
        upstream.grant = always(400, INVALID_SCOPE)
        with capture_logs() as logs:
            details = [await fail(proxy) for _ in range(5)]
        upstream.grant = grant
        assert await fail(proxy) == details[-1]
        await proxy.fetch(EVENTS, page(2))
        state = proxy.states()["offres"]
    assert "token refused with 400: invalid_scope (Unknown/invalid scope(s): [api_offres])" in details[0]
    assert state.startswith("switched off: token refused with 400: invalid_scope")
    assert [log["event"] for log in logs] == ["upstream_left_alone"]
    assert len(upstream.grants) == 2


async def test_refused_credentials_are_not_repeated_in_errors_logs_or_health(
    upstream: UpstreamServer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    upstream.grant = always(400, INVALID_CLIENT)
    async with replica(settings_of(upstream)) as proxy:
        with capture_logs() as logs, pytest.raises(AccessRefusedError) as refused:
            await proxy.fetch(PAGE, page())
        told = f"{refused.value!r} {refused.value.members} {logs} {proxy.states()} {caplog.text}"
    assert "invalid_client (… / … unknown)" in told
    assert "sesame" not in told
    assert "PAR_mobiville" not in told


@pytest.mark.parametrize(
    "failure",
    [
        always(503),
        always(429, Retry_After="0"),
        always(500, "<html>Erreur technique</html>", "text/html"),
    ],
    ids=["503", "429", "500"],
)
async def test_the_token_is_asked_for_again_after_what_passes(upstream: UpstreamServer, failure):
    upstream.grant = in_turn(failure, upstream.grant)
    async with replica(settings_of(upstream)) as proxy:
        await proxy.fetch(PAGE, page())
    assert len(upstream.grants) == 2


@pytest.mark.parametrize(
    "answer",
    [
        always(200, "<html>Bienvenue</html>", "text/html"),
        always(200, '{"access_token": ""}'),
        always(200, '{"access_token": "two words", "expires_in": 9}'),
        always(200, '{"access_token": "abc", "expires_in": 0}'),
        always(302, Location="https://elsewhere.invalid/"),
    ],
)
async def test_what_is_no_token_is_a_bad_answer(upstream: UpstreamServer, answer):
    upstream.grant = answer
    async with replica(settings_of(upstream)) as proxy:
        with pytest.raises(UpstreamError, match=r"^offres: "):
            await proxy.fetch(PAGE, page())
    assert upstream.calls == []


async def test_an_endpoint_that_is_away_is_told_within_the_deadline(upstream: UpstreamServer):
    settings = settings_of(upstream, deadline_seconds=2).model_copy(
        update={"token_url": "http://127.0.0.1:9/token"}
    )
    start = time.monotonic()
    async with replica(settings) as proxy:
        assert "offres: no answer: ClientConnectorError" in await fail(proxy)
    assert time.monotonic() - start < 2.5


async def test_a_short_token_is_renewed_before_it_ends(upstream: UpstreamServer):
    upstream.expires_in = 2
    clock, used = Clock(), defaultdict[str, list[float]](list)
    async with replica(settings_of(upstream), clock) as proxy:
        for number in range(42):
            clock.now += 0.1
            await proxy.fetch(PAGE, page(number))
            used[upstream.calls[-1].token].append(clock.now)
    assert all(times[-1] - times[0] < 1.9 for times in used.values())
    assert len(upstream.grants) == len(used) == 3
