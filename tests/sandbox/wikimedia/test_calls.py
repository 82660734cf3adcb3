from sandbox.wikimedia.calls import Calls


def _count(calls, ticks):
    for tick in ticks:
        with calls.counting(("wikipedia", "all"), "agent", tick) as call:
            call.status = 200


def test_the_busiest_minute_is_kept():
    calls = Calls()
    _count(calls, [0, 30, 59, 61, 200])
    figures = calls.show()["all"]
    assert (figures["calls"], figures["max_per_minute"], figures["max_at_once"]) == (5, 3, 1)
    assert figures["by_status"] == {"200": 5}
    assert figures["by_agent"] == {"agent": 5}


def test_calls_in_flight_overlap():
    calls = Calls()
    with calls.counting(("commons",), "a", 0), calls.counting(("commons",), "a", 0):
        pass
    assert calls.show()["commons"]["max_at_once"] == 2
    assert calls.show()["commons"]["by_status"] == {"0": 2}
