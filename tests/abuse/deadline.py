"""How long something may take, and how much of it is tried: ABUSE times as much as in `make test`."""

import os
import time
from collections.abc import Callable

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("ABUSE", "1"))


def examples(count: int) -> settings:
    """So many by default, without a deadline each: the machine may be busy."""
    ignored = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=count * FACTOR, deadline=None, suppress_health_check=ignored)


def cpu_seconds(work: Callable[[], object]) -> float:
    """What it takes of the CPU, which the load of the machine does not change much."""
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
