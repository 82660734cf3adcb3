from collections.abc import AsyncIterator

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import BaseModel, ConfigDict, Field

from shared.errors import GoneError, NotFoundError, UnavailableError
from shared.web.application import CHECKS, create_application
from shared.web.endpoints import PUBLIC_DATA, Encoded, get, post

Client = TestClient[web.Request, web.Application]


class Query(BaseModel):
    model_config = ConfigDict(extra="forbid")

    size: int = Field(default=1, ge=1, le=9)
    code: list[str] = Field(default_factory=list)
    width: list[int] = Field(default_factory=list)


class Path(BaseModel):
    name: str = Field(pattern="^[a-z]+$")


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    names: list[str]


class Answer(BaseModel):
    name: str
    size: int
    code: list[str] = []


async def show(_: web.Request, path: Path, query: Query) -> Answer:
    """Show a thing."""
    return Answer(name=path.name, size=query.size, code=query.code)


async def show_encoded(_: web.Request) -> Encoded[Answer]:
    """Show a thing that was encoded before."""
    return Encoded(orjson.dumps({"name": "ready", "size": 1}))


async def count(_: web.Request, body: Body) -> Answer:
    """Count names."""
    return Answer(name="count", size=len(body.names))


async def fail(_: web.Request, path: Path) -> Answer:
    """Fail in the way that is asked for."""
    errors = {
        "missing": NotFoundError("no thing called missing"),
        "gone": GoneError("withdrawn"),
        "away": UnavailableError("the well is dry", retry_after=7),
        "broken": RuntimeError("secret detail"),
    }
    raise errors[path.name]


ROUTES = (
    get("/api/things/{name}", show, cache=PUBLIC_DATA),
    get("/encoded", show_encoded),
    post("/count", count),
    get("/fail/{name}", fail),
)


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with TestClient(TestServer(create_application("things", ROUTES, title="Things"))) as client:
        yield client


async def test_query_and_path_reach_the_handler_as_models(client: Client):
    response = await client.get("/api/things/chair?size=3&code=a&code=b")
    assert await response.json() == {"name": "chair", "size": 3, "code": ["a", "b"]}


async def test_an_encoded_answer_is_sent_as_it_is(client: Client):
    assert (await (await client.get("/encoded")).json())["name"] == "ready"


@pytest.mark.parametrize(
    ("target", "parameter"),
    [
        ("/api/things/chair?size=0", "size"),
        ("/api/things/chair?size=many", "size"),
        ("/api/things/chair?size=1&size=2", "size"),
        ("/api/things/chair?colour=red", "colour"),
        ("/api/things/chair?width=1&width=many", "width"),
        ("/api/things/CHAIR", "name"),
        ("/encoded?anything=1", "anything"),
    ],
)
async def test_a_fault_names_its_parameter(client: Client, target: str, parameter: str):
    response = await client.get(target)
    assert response.status == 422
    assert response.content_type == "application/problem+json"
    assert [fault["parameter"] for fault in (await response.json())["errors"]] == [parameter]


async def test_a_body_is_validated_and_its_faults_are_located(client: Client):
    assert (await (await client.post("/count", json={"names": ["a", "b"]})).json())["size"] == 2
    response = await client.post("/count", json={"names": ["a", 2]})
    assert (await response.json())["errors"][0]["parameter"] == "body.names.1"
    empty = await client.post("/count", data=b"")
    assert empty.status == 422


async def test_an_unchanged_answer_is_not_sent_again(client: Client):
    first = await client.get("/api/things/chair")
    assert first.headers["Cache-Control"] == PUBLIC_DATA
    again = await client.get(
        "/api/things/chair", headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'}
    )
    assert again.status == 304
    assert await again.read() == b""
    changed = await client.get("/api/things/chair?size=2", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status == 200


@pytest.mark.parametrize(
    ("name", "status"), [("missing", 404), ("gone", 410), ("away", 503), ("broken", 500)]
)
async def test_errors_become_problems(client: Client, name: str, status: int):
    response = await client.get(f"/fail/{name}")
    document = await response.json()
    assert response.status == document["status"] == status
    assert document["instance"] == f"/fail/{name}"
    assert document["request_id"] == response.headers["X-Request-Id"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "secret" not in str(document)


async def test_an_outage_says_when_to_come_back(client: Client):
    assert (await client.get("/fail/away")).headers["Retry-After"] == "7"


async def test_unknown_routes_and_methods_are_problems_too(client: Client):
    unknown = await client.get("/nowhere")
    assert (unknown.status, unknown.content_type) == (404, "application/problem+json")
    refused = await client.post("/encoded")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET,HEAD")


async def test_a_good_request_id_is_kept_and_a_forged_one_replaced(client: Client):
    kept = await client.get("/encoded", headers={"X-Request-Id": "abcdef-123456"})
    assert kept.headers["X-Request-Id"] == "abcdef-123456"
    replaced = await client.get("/encoded", headers={"X-Request-Id": "a b;c"})
    assert replaced.headers["X-Request-Id"] != "a b;c"


async def test_readiness_names_the_part_that_is_not(client: Client):
    async def well() -> None:
        raise ConnectionRefusedError("dry")

    client.app[CHECKS]["well"] = well
    response = await client.get("/health/ready")
    assert response.status == 503
    assert (await response.json())["parts"] == {"well": "ConnectionRefusedError: dry"}
    assert (await client.get("/health/live")).status == 200


async def test_requests_are_measured_by_route(client: Client):
    await client.get("/api/things/chair")
    text = await (await client.get("/metrics")).text()
    assert (
        'mobiville_http_request_seconds_count{method="GET",route="/api/things/{name}",service="things",'
        in text
    )
