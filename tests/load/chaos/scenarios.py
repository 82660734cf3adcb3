"""What is broken, for how long, and what visitors may get of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.load.chaos.disk import fill, relieve
from tests.load.chaos.network import Namespace
from tests.load.load.system import System

PAUSE_SECONDS = 20
_OUTAGE_SECONDS = 25
# What the only replica of a service answers, and what needs the database at the moment it is asked
_OCCUPATIONS = {"suggest", "occupation", "first front"}
_PORTRAITS = {"portrait", "image"}
_STORED = {"reading", "occupation"} | _PORTRAITS
_OFFERS = {"offers", "offer", "new offers", "market", "first front"}
# A replica that dies takes the requests along that it has begun: only reads are asked again of another one
_UNREPEATABLE = {"reading"}


@dataclass(frozen=True)
class Broken:
    """What scenarios break."""

    system: System
    database: Namespace
    broker: Namespace


@dataclass(frozen=True)
class Scenario:
    """`end` is None when the supervisor ends it; `prepare` comes before the import. Only the kinds of
    requests in `may_fail` may be refused (502, 503, 504), and with `unreachable` connections may break too.
    Never a 500."""

    name: str
    what: str
    begin: Callable[[Broken], Any]
    end: Callable[[Broken], Any] | None
    seconds: float
    may_fail: frozenset[str]
    unreachable: bool = False
    prepare: Callable[[Broken], Any] = lambda _: None

    def allows(self, kind: str, status: str) -> bool:
        if self.unreachable:
            return status in {"0", "slow", "502", "503", "504"}
        return kind in self.may_fail and status in {"502", "503", "504"}


def _kill(name: str, may_fail: set[str], *, unreachable: bool = False) -> Scenario:
    return Scenario(
        f"{name}-kill",
        f"kill -9 {name}",
        lambda broken: broken.system.parts[name].kill(),
        None,
        0,
        frozenset(may_fail),
        unreachable,
    )


def _pause(name: str, may_fail: set[str], *, unreachable: bool = False) -> Scenario:
    return Scenario(
        f"{name}-pause",
        f"SIGSTOP {name}, {PAUSE_SECONDS} s",
        lambda broken: broken.system.parts[name].process.pause(),
        lambda broken: broken.system.parts[name].process.resume(),
        PAUSE_SECONDS,
        frozenset(may_fail),
        unreachable,
    )


_OF_PART: Mapping[str, set[str]] = {
    # jobs-1 and the first contract's face ask it
    "cities-1": _UNREPEATABLE | {"first front", "new offers"},
    "cities-2": _UNREPEATABLE,
    "tensions": _OCCUPATIONS,
    "enrichment": _PORTRAITS,
    "jobs-1": {"first front"},
    "jobs-2": set(),
    "legacy": {"first front"},
    "rabbitmq": set(),
    "mariadb": _STORED,
    "redis": _OFFERS,
}


def _trouble(name: str, what: str, *failures: Mapping[str, Any]) -> Scenario:
    """All upstream APIs of France Travail and Wikimedia fail so, one way after the other."""

    def begin(broken: Broken) -> None:
        for outside in (broken.system.france_travail, broken.system.wikimedia_control):
            for failure in failures:
                outside.fail_next(**failure)

    def end(broken: Broken) -> None:
        for outside in (broken.system.france_travail, broken.system.wikimedia_control):
            outside.control("DELETE", "failures")

    return Scenario(f"upstream-{name}", what, begin, end, _OUTAGE_SECONDS, frozenset(_OFFERS | {"image"}))


def _give_space_back(system: System) -> None:
    """What earlier imports have used stays in the files of their tables: the next one would not need any."""
    printed = system.mariadb.execute(
        "SELECT CONCAT('OPTIMIZE TABLE `', table_schema, '`.`', table_name, '`;') "
        "FROM information_schema.tables WHERE table_schema IN ('cities', 'enrichment') AND engine = 'InnoDB'"
    )
    system.mariadb.execute(printed)


_LIES: tuple[Mapping[str, Any], ...] = tuple(
    {"kind": kind, "times": 4}
    for _ in range(40)
    for kind in ("wrong_shape", "invalid_json", "html", "empty", "truncated", "reset")
)

SCENARIOS: tuple[Scenario, ...] = (
    *(_kill(name, may_fail) for name, may_fail in _OF_PART.items()),
    _kill("nginx", set(), unreachable=True),
    *(_pause(name, may_fail) for name, may_fail in _OF_PART.items() if not name.endswith("-2")),
    _pause("nginx", set(), unreachable=True),
    Scenario(
        "disk-full",
        f"MariaDB's disk full, {_OUTAGE_SECONDS} s",
        lambda broken: fill(broken.system.home / "mariadb"),
        lambda broken: relieve(broken.system.home / "mariadb"),
        _OUTAGE_SECONDS,
        frozenset(_STORED),
        prepare=lambda broken: _give_space_back(broken.system),
    ),
    Scenario(
        "network-database",
        f"cable to MariaDB cut, {_OUTAGE_SECONDS} s",
        lambda broken: broken.database.cut(),
        lambda broken: broken.database.mend(),
        _OUTAGE_SECONDS,
        frozenset(_STORED),
    ),
    Scenario(
        "network-broker",
        f"cable to RabbitMQ cut, {_OUTAGE_SECONDS} s",
        lambda broken: broken.broker.cut(),
        lambda broken: broken.broker.mend(),
        _OUTAGE_SECONDS,
        frozenset(),
    ),
    _trouble("hang", "upstreams never answer", {"kind": "slow", "seconds": 120, "times": -1}),
    _trouble("lies", "upstreams answer nonsense, halves, nothing", *_LIES),
    _trouble("storm", "upstreams answer 429", {"status": 429, "headers": {"Retry-After": "1"}, "times": -1}),
)
