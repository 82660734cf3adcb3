"""Waiting for something to become true, with a deadline."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(condition: Callable[[], T | Awaitable[T]], *, seconds: float = 20, every: float = 0.02) -> T:
    """Return the condition's first true value; AssertionError with its last value after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        outcome = condition()
        value = await outcome if inspect.isawaitable(outcome) else outcome
        if value:
            return value
        assert time.monotonic() < deadline, f"still {value!r} after {seconds} s"
        await asyncio.sleep(every)
