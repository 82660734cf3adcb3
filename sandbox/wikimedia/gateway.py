"""What stands before every API: counting, planned failures, who calls, how often, how many at a time."""

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.failures import play
from sandbox.wikimedia.agents import Class, classify
from sandbox.wikimedia.apis import Api, find_api
from sandbox.wikimedia.calls import ALL
from sandbox.wikimedia.limits import count_call, in_flight
from sandbox.wikimedia.state import SANDBOX, Sandbox

_REFUSED = "Please set a user-agent and respect our robot policy https://w.wiki/4wJS. See also T400119.\n"
_TOO_MANY = (
    "<!DOCTYPE html><html><head><title>Wikimedia Error</title></head><body><h1>Error</h1><p>Too many "
    "requests. Please respect our robot policy (https://w.wiki/4wJS). (429, exemple)</p></body></html>"
)


@web.middleware
async def gateway(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a call through to its API, or answer in its place."""
    sandbox, api = request.app[SANDBOX], find_api(request.path)
    if api is None:
        return await handler(request)
    agent = request.headers.get("User-Agent", "")
    keys = (api.key, ALL) if api.limited else (api.key,)
    with sandbox.calls.counting(keys, agent, sandbox.clock.ticks()) as call:
        failure = sandbox.failures.take(api.key, request.path)

        async def proceed() -> web.StreamResponse:
            return await _admit(request, handler, sandbox, api, agent)

        response = await (play(failure, request, proceed) if failure else proceed())
        call.status = 0 if failure and failure.kind == "reset" else response.status
        return response


async def _admit(
    request: web.Request, handler: Handler, sandbox: Sandbox, api: Api, agent: str
) -> web.StreamResponse:
    switches, agent_class = sandbox.switches, classify(agent)
    if agent_class == "refused" and switches.ua_policy == "on":
        return web.Response(status=403, text=_REFUSED)
    window = sandbox.limits.find(request.remote or "", agent, agent_class)
    with in_flight(window) as under_way:
        if under_way > switches.max_in_flight:
            return _too_many(sandbox, 1)
        limit = _limit(sandbox, agent_class)
        tick = sandbox.clock.ticks()
        wait = count_call(window, limit, switches.window_seconds, tick) if api.limited else 0
        if wait:
            return _too_many(sandbox, wait)
        await _delay(sandbox, api)
        return await handler(request)


def _limit(sandbox: Sandbox, agent_class: Class) -> int:
    known = agent_class in {"compliant", "browser"}
    return sandbox.switches.compliant_per_minute if known else sandbox.switches.unidentified_per_minute


async def _delay(sandbox: Sandbox, api: Api) -> None:
    latency = sandbox.switches.latency_ms
    milliseconds = latency.get(api.key, latency.get("*", 0))
    if milliseconds:
        await asyncio.sleep(milliseconds / 1000)


def _too_many(sandbox: Sandbox, seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)} if sandbox.switches.retry_after == "present" else {}
    return web.Response(status=429, text=_TOO_MANY, content_type="text/html", headers=headers)
