"""How long Wikimedia wants to be left alone."""

from datetime import UTC, datetime

import pytest

from services.enrichment.clients.pauses import read_pause

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("0", 0),
        (" 39 ", 39),
        ("3600", 3600),
        ("Mon, 23 Nov 2026 10:31:30 GMT", 90),
        ("Mon, 23 Nov 2026 12:30:00 GMT", 7200),
        ("Mon, 23 Nov 2026 10:00:00 GMT", 0),
        ("999999999", 86_400),
        ("Fri, 31 Dec 2027 23:59:59 GMT", 86_400),
    ],
)
def test_what_is_asked_for_is_kept_to_for_up_to_a_day(told: str, seconds: float):
    assert read_pause({"Retry-After": told}, NOW) == seconds


@pytest.mark.parametrize("told", ["", "soon", "-5", "1.5", "٣", "Mon, 99 Nov 2026 10:31:30 GMT"])
def test_what_cannot_be_read_is_no_pause(told: str):
    assert read_pause({"Retry-After": told}, NOW) is None


def test_nothing_told_is_no_pause():
    assert read_pause({}) is None
