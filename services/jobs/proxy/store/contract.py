"""What replicas share: values that expire, locks, and turns to call an upstream API."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `calls` in any `seconds`; `spare` of them are kept from whoever is not a visitor."""

    name: str
    calls: int
    seconds: float
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """`granted`: call now. Otherwise `wait` seconds before asking again or, when `hopeless`, before
    anybody new has a chance: the caller is no longer in the queue."""

    granted: bool
    wait: float = 0.0
    hopeless: bool = False


class Store(Protocol):
    """One implementation in process, one over Redis; the same tests hold for both."""

    async def get(self, key: str) -> bytes | None:
        """The value, or None once it has expired."""

    async def put(self, key: str, value: bytes, seconds: float) -> None:
        """Keep the value for `seconds`."""

    async def acquire(self, lock: str, holder: str, seconds: float) -> bool:
        """Hold the lock for `seconds` unless somebody holds it; whether it is held now by `holder`."""

    async def extend(self, lock: str, holder: str, seconds: float) -> bool:
        """Hold it for `seconds` more from now; whether `holder` still held it."""

    async def release(self, lock: str, holder: str) -> None:
        """Let the lock go if `holder` has it."""

    async def take_turn(self, quota: Quota, waiter: str, *, urgency: int, patience: float) -> Turn:
        """Queue behind whoever is as urgent or more, and take a turn when there is one.

        A waiter asks again after `wait`; one that does not is forgotten. It is told that its case is
        hopeless, at once, when its turn would come after `patience` seconds.
        """

    async def leave(self, quota: Quota, waiter: str) -> None:
        """Leave the queue; without effect when not in it."""

    async def slow_down(self, quota: Quota, *, pause: float, calls: int | None, seconds: float) -> None:
        """Give no turn for `pause` seconds and, for `seconds`, no more than `calls` per period."""

    async def close(self) -> None:
        """Let connections go."""
