"""Heavy work in threads, beside requests that must not feel it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL_SECONDS = sys.getswitchinterval()
_BESIDE_SECONDS = 0.0005
_under_way: set[object] = set()


@contextmanager
def beside_requests() -> Iterator[None]:
    """For the length of the block, threads take turns more often, and nobody looks for reference cycles.

    While hundreds of thousands of rows are in memory, one look at them all stops every thread for 0.2 s.
    What is left at the end, once the cycles of meanwhile are gone, is there to stay, and is not looked at
    again either. Blocks may overlap: things are as usual again when the last one ends. Entered from one
    thread, the event loop's.
    """
    block = object()
    _under_way.add(block)
    gc.disable()
    sys.setswitchinterval(_BESIDE_SECONDS)
    try:
        yield
    finally:
        _under_way.remove(block)
        if not _under_way:
            sys.setswitchinterval(_USUAL_SECONDS)
            gc.collect()
            gc.freeze()
            gc.enable()
