"""What is measured, by the names that `--only` takes: each returns its section in Markdown."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.load.bench import elsewhere, growth, hot_paths, operation_tables, sizes, startup, throughput
from tests.load.bench.system import System, memory_mb, running_system


@dataclass
class Run:
    """Whether it may be coarse, and whom to tell how far it is. The system is started by the first part that
    needs it, and ended by the first that does not."""

    quick: bool
    tell: Callable[[str], None]
    _system: System | None = None
    _running: ExitStack = field(default_factory=ExitStack)

    def system(self) -> System:
        if self._system is None:
            home = self._running.enter_context(empty_folder())
            self._system = self._running.enter_context(running_system(home, self.tell))
        return self._system

    def end_system(self) -> None:
        self._system = None
        self._running.close()


@contextmanager
def empty_folder() -> Iterator[Path]:
    """One that MariaDB can read and write in, too."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _operations(run: Run) -> str:
    system = run.system()
    before = _memory(system)
    with empty_folder() as home:
        found = throughput.measure_operations(throughput.Bench(system, home, run.quick, run.tell))
    after = _memory(system)
    return operation_tables.write_tables(found, [(name, before[name], after[name]) for name in before])


def _memory(system: System) -> dict[str, float]:
    return {name: memory_mb(service.process) for name, service in system.services.items()}


def _profile(run: Run) -> str:
    return hot_paths.profile_hot_paths(run.system(), 1 if run.quick else 5, run.tell)


def _startup(run: Run) -> str:
    services = startup.measure_services(run.system(), run.tell)
    run.end_system()
    with empty_folder() as home:
        return f"{services}\n\n`make run`:\n\n{startup.measure_run(home, run.tell)}"


def _growth(run: Run) -> str:
    run.end_system()
    return growth.measure_growth(growth.QUICK_SIZES if run.quick else growth.SIZES, run.tell)


def _imports(run: Run) -> str:
    run.end_system()
    return elsewhere.measure_imports(run.tell, quick=run.quick)


def _offers(run: Run) -> str:
    run.end_system()
    return elsewhere.measure_offers(run.tell, quick=run.quick)


def _portraits(run: Run) -> str:
    run.end_system()
    return elsewhere.measure_portraits(run.tell, quick=run.quick)


def _images(_: Run) -> str:
    return sizes.measure_images()


PARTS: Mapping[str, Callable[[Run], str]] = {
    "operations": _operations,
    "profile": _profile,
    "startup": _startup,
    "growth": _growth,
    "imports": _imports,
    "offers": _offers,
    "portraits": _portraits,
    "images": _images,
}
