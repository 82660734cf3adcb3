"""How much a client of the query service may still ask for."""

from dataclasses import dataclass, field
from math import ceil

_BURST = 2.0
_MINUTE = 60.0
MOST_ERRORS = 30


@dataclass
class Budget:
    """Seconds of query time `left` as of a tick; `until`: when a refused client may come back."""

    left: float
    tick: float
    until: float = 0.0
    ignored: int = 0
    banned: bool = False
    errors: list[float] = field(default_factory=list)


class Budgets:
    """Per client: query time per minute, twice that at once; errors; a ban for who does not wait."""

    def __init__(self) -> None:
        self._budgets: dict[tuple[str, str], Budget] = {}

    def find(self, client: tuple[str, str], per_minute: float, tick: float) -> Budget:
        """What is left to a client at that tick (seconds); `per_minute` in seconds of query time."""
        most = _BURST * per_minute
        budget = self._budgets.setdefault(client, Budget(most, tick))
        budget.left = min(most, budget.left + (tick - budget.tick) * per_minute / _MINUTE)
        budget.tick = tick
        return budget


def find_wait(budget: Budget, per_minute: float, ban_after: int) -> int:
    """How long to wait (seconds) before the next query; 0: now. Asking meanwhile leads to a ban."""
    tick = budget.tick
    if tick < budget.until:
        budget.ignored += 1
        budget.banned = budget.ignored > ban_after
        return ceil(budget.until - tick)
    recent = [error for error in budget.errors if error > tick - _MINUTE]
    wait = ceil(-budget.left / per_minute * _MINUTE) + 1 if budget.left <= 0 else 0
    if len(recent) >= MOST_ERRORS:
        wait = max(wait, ceil(recent[0] + _MINUTE - tick))
    budget.errors = recent
    if wait:
        budget.until, budget.ignored = tick + wait, 0
    return wait
