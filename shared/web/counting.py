"""Metrics that only the event loop writes: plain numbers, where the library's locks cost 5 µs a request."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from prometheus_client import REGISTRY
from prometheus_client.metrics_core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry


class Tally(Collector):
    """A counter: `add` with the values of its labels."""

    def __init__(
        self, name: str, text: str, labels: Sequence[str], registry: CollectorRegistry = REGISTRY
    ) -> None:
        self._described = name, text, tuple(labels)
        self._counts: dict[tuple[str, ...], int] = {}
        registry.register(self)

    def add(self, *values: str) -> None:
        self._counts[values] = self._counts.get(values, 0) + 1

    def collect(self) -> Iterator[Metric]:
        """What a scrape reads."""
        name, text, labels = self._described
        family = CounterMetricFamily(name, text, labels=labels)
        for values, count in self._counts.items():
            family.add_metric(values, count)
        yield family


class Times(Collector):
    """A histogram of seconds: `observe` with the values of its labels."""

    def __init__(
        self,
        name: str,
        text: str,
        labels: Sequence[str],
        buckets: Sequence[float],
        registry: CollectorRegistry = REGISTRY,
    ) -> None:
        self._described = name, text, tuple(labels)
        self._bounds = tuple(buckets)
        self._names = (*map(str, map(float, buckets)), "+Inf")
        self._counts: dict[tuple[str, ...], list[int]] = {}
        self._sums: dict[tuple[str, ...], float] = {}
        registry.register(self)

    def observe(self, seconds: float, *values: str) -> None:
        counts = self._counts.get(values)
        if counts is None:
            counts = self._counts[values] = [0] * len(self._names)
            self._sums[values] = 0.0
        counts[bisect_left(self._bounds, seconds)] += 1
        self._sums[values] += seconds

    def collect(self) -> Iterator[Metric]:
        """What a scrape reads: how many took at most so long."""
        name, text, labels = self._described
        family = HistogramMetricFamily(name, text, labels=labels)
        for values, counts in self._counts.items():
            at_most = list(zip(self._names, accumulate(counts), strict=True))
            family.add_metric(values, at_most, self._sums[values])
        yield family
