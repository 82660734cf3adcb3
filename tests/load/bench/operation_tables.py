"""The tables of the part "operations"."""

from collections.abc import Iterator, Sequence

from tests.load.bench.report import rounded, table
from tests.load.bench.throughput import FEW, MANY, USUAL, Figures
from tests.load.bench.wrk import Measured

_SHARE, _MILLISECONDS, _TIMES = 0.7, 10, 5


def write_tables(found: Sequence[Figures], memory: Sequence[tuple[str, float, float]]) -> str:
    """Targets first, then all figures; memory: service, MB before and after."""
    return "\n\n".join(
        (
            f"### Targets\n\n{_targets(found)}",
            f"### On {USUAL} connections\n\n{_usual(found)}",
            f"### On {FEW} and on {MANY} connections\n\n{_few_and_many(found)}",
            f"### Memory of the services\n\n{_memory(memory)}",
        )
    )


def _targets(found: Sequence[Figures]) -> str:
    head = (
        "operation",
        "bare handler, req/s (CPU µs)",
        *(
            f"{what}: of the bare handler's (CPU µs), p99 ms"
            for what in ("repeated", "varied", "never asked")
        ),
        "nginx: kept / never asked",
        f"≥ {_SHARE:.0%}, p99 < {_MILLISECONDS} ms, ≥ {_TIMES}x",
    )
    return table(head, map(_target_row, (one for one in found if one.operation.target)))


def _target_row(figures: Figures) -> Sequence[object]:
    times = figures.cached_to_uncached
    return (
        figures.operation.name,
        f"{rounded(figures.per_second('bare', 'repeated'))} ({_cpu(figures, 'bare', 'repeated')})",
        *(_against_bare(figures, what) for what in ("repeated", "varied", "never asked")),
        times and f"{times:.1f}x",
        ", ".join(_verdicts(figures)),
    )


def _against_bare(figures: Figures, what: str) -> str | None:
    share, run = figures.share(what), figures.find("service", what)
    if share is None or run is None:
        return None
    return f"{share:.0%} ({_cpu(figures, 'service', what)}), {run.p99:.1f} ms"


def _verdicts(figures: Figures) -> Iterator[str]:
    for what in ("repeated", "varied"):
        share, run = figures.share(what), figures.find("service", what)
        if share is not None and run is not None:
            met = share >= _SHARE and run.p99 < _MILLISECONDS
            yield f"{what}: {'met' if met else '**missed**'}"
    if (times := figures.cached_to_uncached) is not None:
        yield f"kept: {'met' if times >= _TIMES else '**missed**'}"


def _cpu(figures: Figures, who: str, what: str) -> str | None:
    spent = figures.cpu.get((who, what))
    return None if spent is None else f"{spent * 1e6:.0f}"


def _usual(found: Sequence[Figures]) -> str:
    head = (
        *("operation", "bytes", "bare", "service, repeated", "varied", "never asked"),
        *("nginx, repeated", "never asked", "kept / never asked", "errors"),
    )
    return "Requests a second (p50, p99 in ms).\n\n" + table(head, map(_usual_row, found))


def _usual_row(figures: Figures) -> Sequence[object]:
    times = figures.cached_to_uncached
    return (
        f"{figures.operation.name} ({figures.operation.service})",
        f"{figures.size:,}",
        _speed(figures.find("bare", "repeated")),
        *(_speed(figures.find("service", what)) for what in ("repeated", "varied", "never asked")),
        *(_speed(figures.find("nginx", what)) for what in ("repeated", "never asked")),
        times and f"{times:.1f}x",
        sum(run.errors for run in figures.runs.values()),
    )


def _few_and_many(found: Sequence[Figures]) -> str:
    heads = [f"{who}, {count}" for count in (FEW, MANY) for who in ("bare", "service", "nginx")]
    return "Requests a second (p50, p99 in ms), one address.\n\n" + table(
        ("operation", *heads),
        (
            (
                figures.operation.name,
                *(
                    _speed(figures.find(who, "repeated", count))
                    for count in (FEW, MANY)
                    for who in ("bare", "service", "nginx")
                ),
            )
            for figures in found
        ),
    )


def _speed(run: Measured | None) -> str | None:
    return f"{rounded(run.per_second)} ({rounded(run.p50, 2)}, {rounded(run.p99, 2)})" if run else None


def _memory(memory: Sequence[tuple[str, float, float]]) -> str:
    rows = ((name, f"{before:.0f}", f"{after:.0f}") for name, before, after in memory)
    return table(("service", "MB before", "MB after"), rows)
