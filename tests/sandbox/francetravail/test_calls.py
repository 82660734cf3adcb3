import asyncio

from sandbox.francetravail.calls import Calls


def record(calls: Calls, *ticks: float) -> None:
    for tick in ticks:
        with calls.counting("offres", "/search", tick) as call:
            call.status = 200


def test_the_most_within_any_second():
    calls = Calls()
    record(calls, 0.0, 0.6, 0.9, 1.1, 1.5, 1.59, 3.0)
    assert calls.show()["offres"]["max_per_second"] == 5


def test_calls_in_flight():
    calls = Calls()
    with calls.counting("offres", "/a", 0), calls.counting("offres", "/b", 0):
        pass
    record(calls, 0)
    assert calls.show()["offres"]["max_at_once"] == 2


async def test_calls_are_counted_by_path_and_status(server, client):
    await asyncio.gather(*(client.search(range="0-0") for _ in range(5)), client.search(range="x"))
    await client.get("offres", "/v2/offres/000AAAA")
    counted = server.calls("offres")
    assert counted["calls"] == 7
    assert counted["by_path"] == {
        "/partenaire/offresdemploi/v2/offres/search": 6,
        "/partenaire/offresdemploi/v2/offres/{id}": 1,
    }
    assert (counted["by_status"]["206"], counted["by_status"]["400"]) == (5, 1)


async def test_counters_can_be_forgotten(server, client):
    await client.search(range="0-0")
    assert server.control("DELETE", "calls") == {"tokens_issued": 0, "apis": {}}
