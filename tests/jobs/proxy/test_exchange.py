from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from services.jobs.proxy.exchange import pause_asked


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1", 1), (" 60 ", 60), ("0", 0), ("99999", 600), ("", None), ("soon", None), ("-5", None), ("٣", None)],
)
def test_the_pause_asked_for(text: str, seconds: float | None):
    assert pause_asked({"retry-after": text}) == seconds


def test_no_header_asks_for_no_pause():
    assert pause_asked({}) is None


def test_a_pause_may_be_a_date():
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(minutes=1), usegmt=True)
    assert 58 <= (pause_asked({"retry-after": in_a_minute}) or 0) <= 60
    assert pause_asked({"retry-after": "Thu, 01 Jan 1970 00:00:00 -0000"}) == 0
