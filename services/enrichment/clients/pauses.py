"""How long Wikimedia wants to be left alone: Retry-After, in seconds or as a date (RFC 9110, 10.2.3)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Who ignores it is shut out for a day (reference: section 7): none is longer.
LONGEST_PAUSE_SECONDS = 86_400.0


def read_pause(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds, 0 to LONGEST_PAUSE_SECONDS; None when nothing was said that can be read."""
    text = headers.get("Retry-After", "").strip()
    asked = float(text) if text.isdecimal() and text.isascii() else _seconds_until(text, now)
    return None if asked is None else min(max(asked, 0.0), LONGEST_PAUSE_SECONDS)


def _seconds_until(date: str, now: datetime | None) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - (now or datetime.now(UTC))).total_seconds()
