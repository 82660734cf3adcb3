"""What we count ourselves is told as the library tells it."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from shared.web.counting import Tally, Times

ROUTES = st.sampled_from(["/cities", '/a"\\\n', ""])
BUCKETS = (0.001, 0.25, 1, 10)


def told(registry: CollectorRegistry) -> list[str]:
    """Without the moments at which the library made its own."""
    lines = generate_latest(registry).decode().splitlines()
    return sorted(line for line in lines if "_created" not in line)


@given(st.lists(st.tuples(ROUTES, st.floats(0, 20) | st.sampled_from(BUCKETS))))
def test_times_are_told_as_the_librarys_histogram_tells_them(seen: list[tuple[str, float]]):
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    times = Times("seconds", "Time", ["route"], BUCKETS, ours)
    histogram = Histogram("seconds", "Time", ["route"], buckets=BUCKETS, registry=theirs)
    for route, seconds in seen:
        times.observe(seconds, route)
        histogram.labels(route).observe(seconds)
    assert told(ours) == told(theirs)


@given(st.lists(ROUTES))
def test_a_tally_is_told_as_the_librarys_counter_tells_it(seen: list[str]):
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    tally = Tally("seen_total", "Seen", ["route"], ours)
    counter = Counter("seen_total", "Seen", ["route"], registry=theirs)
    for route in seen:
        tally.add(route)
        counter.labels(route).inc()
    assert told(ours) == told(theirs)
