"""The service running for a test."""

from typing import Any, Self

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from services.jobs.app import create_app
from services.jobs.settings import JobsSettings


class Jobs:
    """A replica, over HTTP."""

    def __init__(self, settings: JobsSettings) -> None:
        self.client: TestClient[Any, Any] = TestClient(TestServer(create_app(settings)))

    async def __aenter__(self) -> Self:
        await self.client.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()

    async def ask(self, path: str, status: int = 200, /, **params: Any) -> ClientResponse:
        response = await self.client.get(path, params=params)
        assert response.status == status, await response.text()
        return response

    async def get(self, path: str, status: int = 200, /, **params: Any) -> Any:
        """The answer's JSON; `params` may hold lists."""
        return await (await self.ask(path, status, **params)).json(content_type=None)
