from datetime import UTC, datetime

import pytest

from sandbox.clock import Clock
from sandbox.wikimedia.revisions import Revisions

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = 7 * 86_400


@pytest.fixture
def revisions():
    return Revisions(Clock(wall=NOW.timestamp), seed=1, size=2000)


def test_revisions_only_rise(revisions):
    before = [revisions.find(position) for position in range(2000)]
    revisions.clock.advance(10 * WEEK)
    after = [revisions.find(position) for position in range(2000)]
    assert all(new.revision >= old.revision for old, new in zip(before, after, strict=True))
    changed = sum(new.revision > old.revision for old, new in zip(before, after, strict=True))
    assert changed == pytest.approx(400, rel=0.2)
    assert len({version.revision for version in before}) == 2000


def test_pages_are_touched_more_often_than_edited(revisions):
    before = [revisions.find(position) for position in range(2000)]
    revisions.clock.advance(WEEK)
    after = [revisions.find(position) for position in range(2000)]
    assert all(new.touched_at > old.touched_at for old, new in zip(before, after, strict=True))
    assert all(version.edited_at <= version.touched_at <= revisions.clock.now() for version in after)


def test_an_edit_is_one_more_revision(revisions):
    before = revisions.find(7)
    revisions.edit(7).texts += 1
    after = revisions.find(7)
    assert (after.revision, after.text) == (before.revision + 1, before.text + 1)
    assert after.edited_at == NOW
    assert revisions.find(8).revision != after.revision
