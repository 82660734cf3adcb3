"""Heavy work in a thread, beside requests that must not feel it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL_SECONDS = sys.getswitchinterval()
_BESIDE_SECONDS = 0.0005


@contextmanager
def beside_requests() -> Iterator[None]:
    """For the length of the block, threads take turns more often, and nobody looks for reference cycles.

    While hundreds of thousands of rows are in memory, one look at them all stops every thread for 0.2 s;
    what is left at the end is there to stay, and is not looked at again either.
    """
    gc.disable()
    sys.setswitchinterval(_BESIDE_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_SECONDS)
        gc.freeze()
        gc.enable()
