"""Why a place has no portrait, or could not get a newer one, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

# What is so on Wikidata or Wikipedia until somebody there changes it.
AbsenceReason = Literal["no-item", "several-items", "no-page", "disambiguation", "other-page", "no-text"]
# What passes.
FailureReason = Literal["unavailable", "refused", "unreadable"]
Reason = AbsenceReason | FailureReason

_DETAIL_CHARACTERS = 300
_PASSING = frozenset({"unavailable", "refused", "unreadable"})
_HOUR = timedelta(hours=1)
_FAILURE_DELAYS = timedelta(minutes=10), timedelta(days=1)
_ABSENCE_DELAYS = timedelta(days=1), timedelta(days=30)
_GROWTH = 3
_SEEN_OFTEN_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """`detail` is for an operator."""

    reason: Reason
    detail: str

    @property
    def passes(self) -> bool:
        """Whether it is trouble on the way, not an absence."""
        return self.reason in _PASSING

    def told(self) -> dict[str, str]:
        """As it is kept."""
        return {"reason": self.reason, "detail": self.detail[:_DETAIL_CHARACTERS]}

    def ends_portrait(self, failures: int) -> bool:
        """Whether what was shown until now is to go: an absence that was seen again a day later."""
        return not self.passes and failures >= _SEEN_OFTEN_ENOUGH


def next_try(problem: Problem, failures: int, now: datetime) -> datetime:
    """When to try again after that many failures in a row (1 at the first)."""
    first, longest = _FAILURE_DELAYS if problem.passes else _ABSENCE_DELAYS
    growth: int = _GROWTH ** min(failures - 1, 10)
    return now + min(first * growth, longest)


def next_look(now: datetime, days: float) -> datetime:
    """That many days from now, at a full hour: what was fetched in a row is looked at together."""
    moment = now + timedelta(days=days)
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hour == moment else hour + _HOUR
