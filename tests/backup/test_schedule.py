"""Every night once; a night that was missed is caught up; what failed is tried again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from backup.errors import BackupError
from backup.schedule import is_due, keep_backing_up
from backup.settings import Settings


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last_good", "due"),
    [
        ("23T01:59:59", "22T02:00:05", False),
        ("23T02:00:00", "22T02:00:05", True),
        ("23T02:00:00", "23T02:00:00", False),
        ("23T14:00:00", "22T02:00:05", True),
        ("23T14:00:00", "23T11:00:00", False),
        ("23T00:30:00", "21T02:00:05", True),
    ],
)
def test_a_backup_is_due_when_there_is_none_since_the_last_night(now: str, last_good: str, due: bool):
    assert is_due(at(now), 2, at(last_good)) is due


def test_the_first_backup_is_due_at_once():
    assert is_due(at("23T14:00:00"), 2, None)


class Days:
    """A clock that only waiting moves; the world ends after three days."""

    def __init__(self, *failures: int) -> None:
        self.now, self.end = at("23T14:00:00"), at("26T14:00:00")
        self.made: list[datetime] = []
        self.attempts = 0
        self.recovered = self.now
        self.failures = failures

    async def make(self) -> None:
        self.attempts += 1
        if self.attempts in self.failures:
            raise BackupError("the disk is full")
        self.made.append(self.now)

    def is_recovering(self) -> bool:
        return self.now < self.recovered

    async def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        if self.now >= self.end:
            raise EOFError

    async def live(self) -> list[str]:
        settings = Settings(
            database_url=SecretStr("mariadb+aiomysql://b:c@d"),
            environment="test",
            directory=Path("a"),
            second_directory=Path("b"),
        )
        last_good = lambda: self.made[-1] if self.made else None  # noqa: E731
        with pytest.raises(EOFError):
            await keep_backing_up(
                self.make, last_good, self.is_recovering, settings, clock=lambda: self.now, wait=self.wait
            )
        return [moment.strftime("%d %H:%M") for moment in self.made]


async def test_one_at_start_then_one_each_night():
    assert await Days().live() == ["23 14:00", "24 02:00", "25 02:00", "26 02:00"]


async def test_one_that_fails_is_tried_again_every_quarter_of_an_hour():
    assert await Days(2, 3).live() == ["23 14:00", "24 02:30", "25 02:00", "26 02:00"]


async def test_none_is_made_while_a_lost_system_is_recovered():
    days = Days()
    days.recovered = at("25T09:00:00")
    assert await days.live() == ["25 09:00", "26 02:00"]
