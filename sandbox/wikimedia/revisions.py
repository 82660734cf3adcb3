"""How pages change with time: a few every week by themselves, and those that a test edits."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import floor

import numpy as np
from numpy.typing import NDArray

from sandbox.clock import Clock
from sandbox.hashing import derive_salt, hash_columns, take_share

_EPOCH = datetime(2025, 1, 6, tzinfo=UTC)
_WEEK = timedelta(days=7)
_WEEKLY_SHARE = 0.02
_REVISIONS_PER_PAGE = 100_000
_FIRST_REVISION = 20_000_000_000
_DAYS_BETWEEN_PURGES = 5


@dataclass(frozen=True, slots=True)
class Version:
    """`revision` rises with every edit; every second edit changes the `text`, every tenth the `picture`.

    `touched` also moves when nothing of the page changed (a template did).
    """

    revision: int
    edited_at: datetime
    touched_at: datetime
    text: int
    picture: int


@dataclass
class Edits:
    """What tests did to a page: how often, when, and the words put in place of its introduction."""

    times: int = 0
    texts: int = 0
    pictures: int = 0
    last: datetime | None = None
    extract: str | None = None
    missing: bool = False
    moved_to: str | None = None
    file: str | None = None


@dataclass
class Revisions:
    """The versions of the pages of all places, by position."""

    clock: Clock
    seed: int
    size: int
    edits: dict[int, Edits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        salt = derive_salt(self.seed, "wikimedia/edits")
        self._phases: NDArray[np.float64] = take_share(hash_columns(salt, np.arange(self.size)))

    def find(self, position: int) -> Version:
        """The version at the clock's time."""
        now = self.clock.now()
        phase = float(self._phases[position])
        weeks = (now - _EPOCH) / _WEEK
        regular = max(0, floor(weeks * _WEEKLY_SHARE + phase))
        made = self.edits.get(position) or Edits()
        edited = _EPOCH + (regular - phase) / _WEEKLY_SHARE * _WEEK if regular else _EPOCH
        edited = max(edited, made.last or edited)
        return Version(
            revision=_FIRST_REVISION + position * _REVISIONS_PER_PAGE + regular + made.times,
            edited_at=edited.replace(microsecond=0),
            touched_at=max(edited, _last_purge(now, phase)).replace(microsecond=0),
            text=regular // 2 + made.texts,
            picture=regular // 10 + made.pictures,
        )

    def edit(self, position: int) -> Edits:
        """Make one more revision of the page; whoever asked writes into it what changes."""
        made = self.edits.setdefault(position, Edits())
        made.times += 1
        made.last = self.clock.now()
        return made


def _last_purge(now: datetime, phase: float) -> datetime:
    days = (now - _EPOCH) / timedelta(days=1)
    last = floor((days - phase * _DAYS_BETWEEN_PURGES) / _DAYS_BETWEEN_PURGES)
    return _EPOCH + timedelta(days=(last + phase) * _DAYS_BETWEEN_PURGES)
