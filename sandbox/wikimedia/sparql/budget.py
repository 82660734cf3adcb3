"""How much query time a client of the query service has left."""

from dataclasses import dataclass
from math import ceil

_BURST = 2.0


@dataclass
class Budget:
    """Seconds of query time `left` as of a tick; `until`: when a refused client may come back."""

    left: float
    tick: float
    until: float = 0.0
    ignored: int = 0


class Budgets:
    """Per client: the query time of a minute, twice that at once; and a ban for who does not wait."""

    def __init__(self) -> None:
        self._budgets: dict[tuple[str, str], Budget] = {}
        self._banned: set[tuple[str, str]] = set()

    def is_banned(self, client: tuple[str, str]) -> bool:
        return client in self._banned

    def check(self, client: tuple[str, str], per_minute: float, ban_after: int, tick: float) -> int:
        """How long to wait (seconds) before the next query; 0: now. Asking meanwhile leads to a ban."""
        budget = self._find(client, per_minute, tick)
        if tick < budget.until:
            budget.ignored += 1
            if budget.ignored > ban_after:
                self._banned.add(client)
            return ceil(budget.until - tick)
        if budget.left > 0:
            return 0
        wait = max(1, ceil(-budget.left / per_minute * 60))
        budget.until, budget.ignored = tick + wait, 0
        return wait

    def spend(self, client: tuple[str, str], seconds: float, per_minute: float, tick: float) -> None:
        self._find(client, per_minute, tick).left -= seconds

    def _find(self, client: tuple[str, str], per_minute: float, tick: float) -> Budget:
        most = _BURST * per_minute
        budget = self._budgets.setdefault(client, Budget(most, tick))
        budget.left = min(most, budget.left + (tick - budget.tick) * per_minute / 60)
        budget.tick = tick
        return budget
