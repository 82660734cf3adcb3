from datetime import datetime, timedelta

import pytest

from services.enrichment.problems import Problem, next_look, next_try

NOW = datetime.fromisoformat("2026-11-23T10:30")
OUTAGE = Problem("unavailable", "wikipedia: failed with 503")
ABSENCE = Problem("no-page", "no French article")


def test_trouble_is_tried_again_soon_then_ever_later_and_at_least_daily():
    delays = [next_try(OUTAGE, failures, NOW) - NOW for failures in (1, 2, 3, 50)]
    assert delays == [timedelta(minutes=10), timedelta(minutes=30), timedelta(minutes=90), timedelta(days=1)]


def test_absences_are_looked_at_slowly():
    delays = [next_try(ABSENCE, failures, NOW) - NOW for failures in (1, 2, 50)]
    assert delays == [timedelta(days=1), timedelta(days=3), timedelta(days=30)]


def test_only_an_absence_seen_twice_ends_a_portrait():
    assert not ABSENCE.ends_portrait(1)
    assert ABSENCE.ends_portrait(2)
    assert not OUTAGE.ends_portrait(9)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (NOW, datetime.fromisoformat("2026-11-30T11:00")),
        (NOW - timedelta(minutes=30), datetime.fromisoformat("2026-11-30T10:00")),
    ],
)
def test_looks_come_together_at_full_hours(now: datetime, then: datetime):
    assert next_look(now, 7) == then


def test_a_detail_that_is_too_long_is_cut():
    assert len(Problem("refused", "x" * 1000).told()["detail"]) == 300
