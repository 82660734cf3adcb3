import urllib.error

import pytest

from sandbox.francetravail.settings import SandboxSettings
from tests.sandbox.francetravail.server import FranceTravail


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("PATCH", "switches", {"no_such_switch": True}),
        ("PATCH", "switches", {"token_ttl": -1}),
        ("POST", "fail_next", {"kind": "explode"}),
        ("POST", "play", {"code": "Z9"}),
        ("POST", "play", {"code": "G4", "status": 99}),
        ("POST", "clock", {"now": "never"}),
    ],
)
def test_orders_that_make_no_sense_are_refused(server, method, path, content):
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.control(method, path, **content)
    assert refused.value.code == 422
    refused.value.close()


def test_switches_that_are_not_named_stay(server):
    server.switch(always_206=True)
    server.switch(drop_filtres=True)
    switches = server.control("GET", "switches")
    assert (switches["always_206"], switches["drop_filtres"]) == (True, True)


async def test_reset_undoes_everything(server, client):
    await client.search(range="0-0")
    server.switch(always_206=True)
    server.fail_next(status=500)
    server.advance(days=3)
    server.control("POST", "reset")
    assert server.control("GET", "switches")["always_206"] is False
    assert server.control("GET", "failures") == []
    assert server.control("GET", "calls") == {"tokens_issued": 0, "apis": {}}
    assert server.control("GET", "clock")["now"].startswith("2026-11-23T09:30")
    assert (await client.search(range="0-0")).status == 401


def test_the_clock_can_be_set(server):
    assert server.control("POST", "clock", now="2027-01-01T00:00:00+01:00")["now"].startswith(
        "2026-12-31T23:00"
    )


def test_recipes_are_listed(server):
    recipes = {recipe["code"]: recipe for recipe in server.control("GET", "play")}
    assert recipes["G5"]["what"] == "the connection is reset"


def test_the_control_route_can_be_left_out():
    closed = FranceTravail(SandboxSettings(control=False, offers=1000))
    closed.start()
    try:
        with pytest.raises(urllib.error.HTTPError) as refused:
            closed.control("GET", "switches")
        assert refused.value.code == 404
        refused.value.close()
    finally:
        closed.stop()
