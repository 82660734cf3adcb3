"""Counting offers around many towns: a few calls at a time, until all are counted or time is up."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from gateway.legacy.calls import Asking
from shared.errors import InvalidRequestError

T = TypeVar("T")

_BATCH, _CALLS_AT_A_TIME = 50, 3
_SHORTEST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 2.0


async def count_by_town(asking: Asking, romes: str | None, groups: Sequence[Sequence[str]]) -> list[int]:
    """The total around each group of towns; its end is bounded by the deadline of the request."""
    alone = list(dict.fromkeys(group[0] for group in groups if len(group) == 1))
    together = list(dict.fromkeys(tuple(group) for group in groups if len(group) > 1))
    calls = asyncio.Semaphore(_CALLS_AT_A_TIME)

    async def count_batch(codes: list[str]) -> dict[tuple[str, ...], int]:
        async with calls:
            return await _count_all(asking, romes, codes)

    async def count_group(codes: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        async with calls:
            found = await asking.jobs("offers", rome=romes, city=",".join(codes), per_page=1)
            return {codes: found["total"]}

    batches = [alone[start : start + _BATCH] for start in range(0, len(alone), _BATCH)]
    counting = [*map(count_batch, batches), *map(count_group, together)]
    totals = {codes: total for counted in await _all_or_none(counting) for codes, total in counted.items()}
    return [totals[tuple(group)] for group in groups]


async def _all_or_none(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Their outcomes; the first failure, the others being cancelled."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]


async def _count_all(asking: Asking, romes: str | None, codes: list[str]) -> dict[tuple[str, ...], int]:
    """What the quota did not allow to count in time is counted meanwhile: asked for again."""
    totals: dict[tuple[str, ...], int] = {}
    while True:
        counted = await asking.jobs("offers", "counts", rome=romes, city=",".join(codes))
        totals |= {(one["code_insee"],): one["total"] for one in counted["items"] if one["total"] is not None}
        missing = [one for one in counted["items"] if one["total"] is None]
        if not missing:
            return totals
        await asyncio.sleep(_pause([one["failure"] for one in missing]))
        codes = [one["code_insee"] for one in missing]


def _pause(failures: Sequence[dict[str, Any]]) -> float:
    """Seconds; InvalidRequestError when asking again is of no use."""
    hopeless = [failure["detail"] for failure in failures if failure["retry_after"] is None]
    if hopeless:
        raise InvalidRequestError([{"parameter": "body.inseeList", "message": hopeless[0]}])
    shortest = min(failure["retry_after"] for failure in failures)
    return float(max(_SHORTEST_PAUSE_SECONDS, min(shortest, _LONGEST_PAUSE_SECONDS)))
