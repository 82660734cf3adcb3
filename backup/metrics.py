"""What Prometheus is told. Times are seconds since 1970."""

from collections.abc import Callable
from datetime import datetime

from prometheus_client import Gauge

_LAST_GOOD = Gauge(
    "mobiville_backup_last_good_timestamp_seconds",
    "When the newest backup that is proved and in both places was made; 0 when there is none",
)
_RESULT = Gauge("mobiville_backup_last_result", "The last attempt of this process: 1 made, 0 failed")
_SECONDS = Gauge(
    "mobiville_backup_duration_seconds", "How long the last backup took, proof and copies included"
)


def watch_last_good(last_good: Callable[[], datetime | None]) -> None:
    """Read the files whenever the metric is asked for: the command makes backups too."""

    def timestamp() -> float:
        found = last_good()
        return found.timestamp() if found else 0.0

    _LAST_GOOD.set_function(timestamp)


def record_result(*, made: bool, seconds: float) -> None:
    _RESULT.set(1 if made else 0)
    if made:
        _SECONDS.set(seconds)
