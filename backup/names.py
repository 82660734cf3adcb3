"""The names of backups: the environment, then the weekday or the quarter, in French."""

import re
from datetime import date

from backup.errors import BackupError

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
QUARTERS = ("T1", "T2", "T3", "T4")
WAY_BACK = "avant-restauration"
SUFFIX = ".sql.zst"
_PERIODS = (*WEEKDAYS, *QUARTERS, WAY_BACK)


def weekday_name(environment: str, day: date) -> str:
    """`mobivilleproduction_lundi.sql.zst`"""
    return _name(environment, WEEKDAYS[day.weekday()])


def quarter_name(environment: str, day: date) -> str:
    """`mobivilleproduction_T3.sql.zst`"""
    return _name(environment, QUARTERS[(day.month - 1) // 3])


def way_back_name(environment: str) -> str:
    """`mobivilleproduction_avant-restauration.sql.zst`: what was in use before the last restore."""
    return _name(environment, WAY_BACK)


def is_same_quarter(one: date, other: date) -> bool:
    """In the same quarter of the same year."""
    return (one.year, (one.month - 1) // 3) == (other.year, (other.month - 1) // 3)


def all_names(environment: str) -> list[str]:
    """Every name that the environment's backups can have."""
    return [_name(environment, period) for period in _PERIODS]


def find_name(environment: str, asked: str) -> str:
    """The file's name from `lundi`, `T3` or a whole name; BackupError says what there is."""
    if asked in all_names(environment):
        return asked
    period = next((one for one in _PERIODS if one.casefold() == asked.casefold()), None)
    if period:
        return _name(environment, period)
    whole = re.fullmatch(rf"mobiville(?P<environment>\w+)_[\w-]+{re.escape(SUFFIX)}", asked)
    if whole:
        other = whole["environment"]
        raise BackupError(f"{asked} is a backup of {other}, BACKUP_ENVIRONMENT is {environment}: refused")
    known = ", ".join(_PERIODS)
    raise BackupError(f"{asked} is no name of a backup; one of {known} (mobiville backup list)")


def _name(environment: str, period: str) -> str:
    return f"mobiville{environment}_{period}{SUFFIX}"
