from aiohttp.test_utils import TestClient, TestServer

from shared.web.application import CHECKS, DETAILS, create_application


async def test_details_are_shown_and_do_not_decide_readiness():
    app = create_application("doors", [], title="Doors")
    app[DETAILS] = lambda: {"bell": "rings no more"}
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health/ready")
        assert answer.status == 200
        assert await answer.json() == {"status": "ok", "parts": {}, "details": {"bell": "rings no more"}}


async def test_a_failing_check_makes_the_service_unready():
    async def fail() -> None:
        raise ConnectionError("no key")

    app = create_application("doors", [], title="Doors")
    app[CHECKS]["lock"] = fail
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health/ready")
        assert answer.status == 503
        assert (await answer.json())["parts"] == {"lock": "ConnectionError: no key"}


async def test_metrics_tell_what_the_last_look_at_readiness_found():
    faults = ["no key"]

    async def check() -> None:
        if faults:
            raise ConnectionError(faults[0])

    app = create_application("gates", [], title="Gates")
    app[CHECKS]["lock"] = check
    async with TestClient(TestServer(app)) as client:
        for expected in ("0.0", "1.0"):
            await client.get("/health/ready")
            metrics = await (await client.get("/metrics")).text()
            assert f'mobiville_part_ready{{part="lock",service="gates"}} {expected}' in metrics
            faults.clear()
