"""The token endpoint: OAuth2, client credentials."""

from collections.abc import Mapping

from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.apis import known_scopes
from sandbox.francetravail.state import SANDBOX, Sandbox

_REALMS = {"/partenaire", "partenaire"}
_NEVER_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}


async def give_token(request: web.Request) -> web.Response:
    """POST /connexion/oauth2/access_token?realm=/partenaire, a form."""
    sandbox = request.app[SANDBOX]
    if request.query.get("realm") not in _REALMS:
        return web.Response(status=400, text="Invalid realm")
    form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    if form.get("grant_type") != "client_credentials":
        return _refuse("unsupported_grant_type", f"Grant type is not supported: {form.get('grant_type', '')}")
    client_id = form.get("client_id", "")
    if not _is_known(form, sandbox):
        return _refuse("invalid_client", "Client authentication failed")
    scopes = form.get("scope", "").split()
    allowed = known_scopes(sandbox.switches) | {f"application_{client_id}"}
    if unknown := [scope for scope in scopes if scope not in allowed]:
        return _refuse("invalid_scope", f"Unknown/invalid scope(s): [{', '.join(unknown)}]")
    return _grant(sandbox, client_id, scopes)


def _is_known(form: Mapping[str, str], sandbox: Sandbox) -> bool:
    settings = sandbox.settings
    secret = settings.client_secret.get_secret_value()
    return form.get("client_id") in settings.client_ids and form.get("client_secret") == secret


def _grant(sandbox: Sandbox, client_id: str, scopes: list[str]) -> web.Response:
    seconds = sandbox.switches.token_ttl
    token = sandbox.tokens.issue(client_id, frozenset(scopes), sandbox.clock.now(), seconds)
    answer = {
        "access_token": token,
        "scope": " ".join(scopes),
        "token_type": "Bearer",
        "expires_in": int(seconds),
    }
    return answer_json(answer, headers=_NEVER_STORED)


def _refuse(error: str, description: str) -> web.Response:
    answer = {"error": error, "error_description": description}
    return answer_json(answer, status=400, headers=_NEVER_STORED)


ROUTES = (web.post("/connexion/oauth2/access_token", give_token),)
