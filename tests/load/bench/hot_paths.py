"""Part "profile": where the time of the hot paths goes, by py-spy, while they are asked as fast as may be."""

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.load.bench.operations import Operation, list_operations
from tests.load.bench.report import table
from tests.load.bench.system import System
from tests.load.bench.throughput import USUAL
from tests.load.bench.wrk import Request, ask
from tests.servers.process import find_program

_PATHS = ("search by occupation", "suggest", "town sheet")
_SAMPLES_PER_SECOND = 500
_SHOWN = 8
# The first that is part of a frame's file, from the innermost frame outwards, is whose time it is.
_ROOMS: Mapping[str, str] = {
    "services/": "the service",
    "shared/web/": "shared/web",
    "shared/": "shared, the rest",
    "pydantic": "pydantic",
    "yarl": "aiohttp",
    "multidict": "aiohttp",
    "aiohttp": "aiohttp",
    "asyncio/": "asyncio",
    "selectors": "asyncio",
}


def profile_hot_paths(system: System, seconds: int, tell: Callable[[str], None]) -> str:
    """For each path: whose time it is, and the functions that take most themselves."""
    sections = []
    for operation in (one for one in list_operations() if one.name in _PATHS):
        for what, requests in _asked(operation):
            tell(f"{operation.name}, {what}")
            stacks = _sample(system, operation, requests, seconds)
            sections.append(f"### {operation.name.capitalize()}, {what}\n\n{_describe(stacks)}")
    return "\n\n".join(sections)


def _asked(operation: Operation) -> Sequence[tuple[str, Sequence[Request]]]:
    return ("repeated", operation.repeated), ("never asked", operation.never_asked(1))


def _sample(
    system: System, operation: Operation, requests: Sequence[Request], seconds: int
) -> Counter[tuple[str, ...]]:
    service = system.services[operation.service]
    with tempfile.NamedTemporaryFile(suffix=".stacks") as file, ThreadPoolExecutor(1) as beside:
        asking = beside.submit(ask, service.url, requests, USUAL, seconds + 1)
        _record(service.process.pid, Path(file.name), seconds)
        asking.result()
        return _read(Path(file.name).read_text(encoding="utf-8"))


def _record(pid: int, file: Path, seconds: int) -> None:
    options = ["--rate", str(_SAMPLES_PER_SECOND), "--duration", str(seconds), "--format", "raw"]
    command = [find_program("py-spy", package="py-spy (PyPI; scripts/bench fetches it)"), "record", *options]
    done = subprocess.run(
        [*command, "--pid", str(pid), "--output", str(file)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"py-spy: {done.stderr.strip()}")


def _read(printed: str) -> Counter[tuple[str, ...]]:
    """Stacks of the event loop's thread, outermost frame first, with how often each was seen."""
    seen: Counter[tuple[str, ...]] = Counter()
    for line in printed.splitlines():
        stack, _, count = line.rpartition(" ")
        frames = tuple(stack.split(";"))
        if any("run_until_complete" in frame for frame in frames):
            seen[frames] += int(count)
    return seen


def _describe(stacks: Counter[tuple[str, ...]]) -> str:
    total = max(stacks.total(), 1)
    rooms: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for frames, count in stacks.items():
        rooms[room_of(frames)] += count
        functions[_function(frames[-1])] += count
    shares = ", ".join(f"{room} {count / total:.0%}" for room, count in rooms.most_common())
    rows = ((f"`{name}`", f"{count / total:.0%}") for name, count in functions.most_common(_SHOWN))
    return f"{total:,} samples: {shares}.\n\n{table(('function', 'its own time'), rows)}"


def room_of(frames: Sequence[str]) -> str:
    """Whose time a stack is: that of its innermost frame that is anybody's."""
    for frame in reversed(frames):
        for part, room in _ROOMS.items():
            if part in frame:
                return room
    return "the rest"


def _function(frame: str) -> str:
    """`name (file)` without the line."""
    return frame.rpartition(":")[0] + ")" if ":" in frame else frame
