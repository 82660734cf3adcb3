"""What the gateway says by itself: errors, maintenance, request ids, headers, the log, the inner port."""

import re

import aiohttp
import pytest

from tests.gateway.asking import Reply, ask
from tests.gateway.conftest import StartGateway
from tests.gateway.replica import Replica, answering
from tests.servers.gateway import Gateway
from tests.waiting import until

CITY = "/api/v1/cities/59350"
HARDENED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "nginx",
}


@pytest.mark.parametrize(
    ("request_line", "status", "code"),
    [
        ("GET /api/v1/unknown", 404, "not-found"),
        ("GET /api/v1/citiesx", 404, "not-found"),
        ("GET /api/v1/", 404, "not-found"),
        ("GET /openapi/importer.json", 404, "not-found"),
        (f"POST {CITY}", 405, "method-not-allowed"),
        (f"DELETE {CITY}", 405, "method-not-allowed"),
        ("PUT /api/ogrs", 405, "method-not-allowed"),
        ("GET /api/v1/cities/%2e%2e/x", 400, "bad-request"),
    ],
)
async def test_errors_below_the_api_are_problems(
    gateway: Gateway, visitor: aiohttp.ClientSession, request_line: str, status: int, code: str
):
    method, path = request_line.split()
    answer = await ask(visitor, gateway, path, method)
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = answer.json
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("request_line", "allowed"),
    [
        (f"POST {CITY}", "GET, HEAD"),
        ("DELETE /api/cities/search", "GET, HEAD, POST"),
        ("GET /api/v1/helps/mobili-pass/views", "POST"),
        ("POST /villes", "GET, HEAD"),
    ],
)
async def test_a_method_that_is_refused_comes_with_those_that_are_not(
    gateway: Gateway, visitor: aiohttp.ClientSession, request_line: str, allowed: str
):
    method, path = request_line.split()
    answer = await ask(visitor, gateway, path, method)
    assert (answer.status, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "path", ["/internal/datasets", "/metrics", "/health/ready", "/health", "/gone.png", "//x"]
)
async def test_errors_elsewhere_are_french_pages_without_anything_inline(
    gateway: Gateway, visitor: aiohttp.ClientSession, path: str
):
    answer = await ask(visitor, gateway, path)
    assert answer.status == (400 if path == "//x" else 404)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="fr">' in answer.text
    assert not re.search(r"<style|<script|style=|onclick", answer.text)
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
    (sheet,) = re.findall(r'href="(\S+\.css)"', answer.text)
    style = await ask(visitor, gateway, sheet)
    assert (style.status, style.headers["Content-Type"]) == (200, "text/css; charset=utf-8")


async def test_services_speak_for_themselves(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering('{"code": "gone"}', 410, Content_Type="application/problem+json")
    answer = await ask(visitor, gateway, "/api/v1/offers/123")
    assert (answer.status, answer.json) == (410, {"code": "gone"})


async def test_a_service_that_is_away_is_a_problem(
    start_gateway: StartGateway, visitor: aiohttp.ClientSession
):
    answer = await ask(visitor, await start_gateway(), CITY)
    assert (answer.status, answer.json["code"]) == (502, "bad-gateway")


async def test_touching_a_file_closes_everything_but_the_health_check(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    assert (await ask(visitor, gateway, CITY)).status == 200
    gateway.maintenance.touch()
    problem, page = [await ask(visitor, gateway, path) for path in (CITY, "/villes")]
    assert (problem.status, problem.json["code"], page.status) == (503, "maintenance", 503)
    assert {answer.headers["Retry-After"] for answer in (problem, page)} == {"300"}
    assert "Mobiville est en maintenance" in page.text
    assert (await ask(visitor, gateway, "/_erreur/style.css")).status == 200
    assert gateway.is_healthy()
    assert len(replica.calls) == 1
    gateway.maintenance.unlink()

    async def open_again() -> bool:
        return (await ask(visitor, gateway, CITY)).status == 200

    await until(open_again)


async def test_each_request_has_an_id_of_ours(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(X_Request_Id="the service's", Cache_Control="public, max-age=60")
    forged = {"X-Request-Id": "forged-by-visitor"}
    answers = [await ask(visitor, gateway, CITY, headers=forged) for _ in range(2)]
    ids = [answer.headers.getall("X-Request-Id") for answer in answers]
    assert [len(each) for each in ids] == [1, 1]
    assert all(re.fullmatch("[0-9a-f]{32}", each[0]) for each in ids)
    assert ids[0] != ids[1]
    assert replica.calls[0].headers["X-Request-Id".replace("Id", "ID")] == ids[0][0]


async def test_every_answer_is_hardened(gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession):
    (gateway.home / "site" / "index.html").write_text("Mobiville")
    replica.answer = answering(Server="Python/3.11 aiohttp/3.12", X_Powered_By="aiohttp")
    answers = {
        path: await ask(visitor, gateway, path) for path in (CITY, "/", "/gone.png", "/api/docs", "/legal")
    }
    for path, answer in answers.items():
        assert {name: answer.headers.get(name) for name in HARDENED} == HARDENED, path
        assert _repeated(answer) == [], path
        assert "Strict-Transport-Security" not in answer.headers
    assert answers[CITY].headers["Content-Security-Policy"].startswith("default-src 'none'; base-uri")


def _repeated(answer: Reply) -> list[str]:
    return [name for name in answer.headers if len(answer.headers.getall(name)) > 1]


async def test_every_request_leaves_a_line(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering("12345", Cache_Control="public, max-age=60")
    odd = {"User-Agent": 'a"b\\c', "Referer": "https://example.org/\tx"}
    answer = await ask(visitor, gateway, f"{CITY}?rome=J1506", headers=odd)
    (line,) = await until(gateway.requests)
    assert line["request_id"] == answer.headers["X-Request-Id"]
    expected = {
        "event": "request",
        "method": "GET",
        "path": CITY,
        "query": "rome=J1506",
        "status": 200,
        "bytes": 5,
    }
    assert line.items() >= expected.items()
    assert (line["room"], line["cache"], line["upstream"]) == ("cities", "MISS", replica.address)
    assert (line["user_agent"], line["visitor"]) == ('a"b\\c', "127.0.0.1")
    assert all(float(line[name]) >= 0 for name in ("seconds", "upstream_seconds", "upstream_header_seconds"))


async def test_the_inner_port_tells_its_state_and_nothing_else(
    gateway: Gateway, visitor: aiohttp.ClientSession
):
    inner = f"http://127.0.0.1:{gateway.internal_port}"
    async with visitor.get(f"{inner}/status") as status:
        assert "Active connections" in await status.text()
    async with visitor.get(f"{inner}{CITY}") as other:
        assert other.status == 404


async def test_only_our_names_are_served(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, SERVER_NAMES="mobiville.test www.mobiville.test")
    for host, status in {
        "mobiville.test": 200,
        "www.mobiville.test:80": 200,
        "evil.example": 421,
        "": 400,
    }.items():
        answer = await ask(visitor, gateway, CITY, headers={"Host": host})
        assert answer.status == status, host
        assert "evil.example" not in answer.text
    assert len(replica.calls) == 2
