"""What stands before every API: counting, planned failures, tokens, scopes, quotas."""

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.failures import play
from sandbox.francetravail.apis import OAUTH, Api, find_api, is_retired
from sandbox.francetravail.quota import Verdict
from sandbox.francetravail.state import SANDBOX, Sandbox
from sandbox.francetravail.switches import Switches
from sandbox.francetravail.tokens import Token

_LONG_SECONDS = 60


@web.middleware
async def gateway(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a call through to its API, or answer in its place."""
    sandbox, api = request.app[SANDBOX], find_api(request.path)
    if api is None:
        return _unauthorised() if request.path.startswith("/partenaire/") else await handler(request)
    with sandbox.calls.counting(api.key, _pattern(request), sandbox.clock.ticks()) as call:
        await _wait(sandbox.switches, api)
        failure = sandbox.failures.take(api.key, request.path)

        async def proceed() -> web.StreamResponse:
            return await _admit(request, handler, sandbox, api)

        response = await (play(failure, request, proceed) if failure else proceed())
        call.status = 0 if failure and failure.kind == "reset" else response.status
        return response


def _pattern(request: web.Request) -> str:
    """The route, so that a million offers count as one path."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"


async def _wait(switches: Switches, api: Api) -> None:
    milliseconds = switches.latency_ms.get(api.key, switches.latency_ms.get("*", 0))
    if milliseconds:
        await asyncio.sleep(milliseconds / 1000)


async def _admit(request: web.Request, handler: Handler, sandbox: Sandbox, api: Api) -> web.StreamResponse:
    if api.key == OAUTH:
        return await _answer(request, handler, sandbox.switches)
    token = _find_token(request, sandbox)
    if token is None:
        return _unauthorised()
    if is_retired(api, sandbox.switches):
        return web.Response(status=api.retired or 404)
    if _is_forbidden(token, api, sandbox.switches):
        return web.Response(status=403, text=api.refusal)
    verdict = sandbox.quota.take(api, token.client_id, sandbox.switches, sandbox.clock.ticks())
    response = (
        await _answer(request, handler, sandbox.switches)
        if verdict.allowed
        else _too_many(sandbox.switches.retry_after, verdict)
    )
    response.headers.update(verdict.headers)
    return response


def _find_token(request: web.Request, sandbox: Sandbox) -> Token | None:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return sandbox.tokens.find(text, sandbox.clock.now()) if scheme.lower() == "bearer" else None


def _is_forbidden(token: Token, api: Api, switches: Switches) -> bool:
    refused_by_hand = api.key == "labonneboite" and switches.lbb_access == "403"
    return refused_by_hand or api.key in switches.unsubscribed or not api.scopes <= token.scopes


async def _answer(request: web.Request, handler: Handler, switches: Switches) -> web.StreamResponse:
    """A path that an API does not have is refused like one to which there is no right."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return web.Response(status=switches.unknown_path)
    except web.HTTPMethodNotAllowed as refused:
        return web.Response(status=405, headers={"Allow": ",".join(sorted(refused.allowed_methods))})


def _unauthorised() -> web.Response:
    return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})


def _too_many(mode: str, verdict: Verdict) -> web.Response:
    retry = {"present": {"Retry-After": "1"}, "long": {"Retry-After": str(_LONG_SECONDS)}, "absent": {}}[mode]
    headers = {"Cache-Control": "no-store", **retry, **verdict.headers}
    return web.Response(status=429, text="Too Many Requests", headers=headers)
