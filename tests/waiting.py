"""Waiting for something to become true, with a deadline."""

import asyncio
import inspect
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, overload

T = TypeVar("T")


@overload
async def until(
    condition: Callable[[], Coroutine[Any, Any, T]], *, seconds: float = 20, every: float = 0.02
) -> T: ...


@overload
async def until(condition: Callable[[], T], *, seconds: float = 20, every: float = 0.02) -> T: ...


async def until(condition: Callable[[], Any], *, seconds: float = 20, every: float = 0.02) -> Any:
    """Return the condition's first true value; AssertionError with its last value after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        outcome = condition()
        value = await outcome if inspect.isawaitable(outcome) else outcome
        if value:
            return value
        assert time.monotonic() < deadline, f"still {value!r} after {seconds} s"
        await asyncio.sleep(every)
