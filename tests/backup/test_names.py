"""The weekday's or the quarter's name, in French, with the environment."""

from datetime import date

import pytest

from backup.errors import BackupError
from backup.names import all_names, find_name, is_same_quarter, quarter_name, weekday_name


def test_a_week_has_seven_names_and_a_year_four():
    week = [weekday_name("production", date(2026, 11, 23 + day)) for day in range(7)]
    assert week[0] == "mobivilleproduction_lundi.sql.zst"
    assert week[6] == "mobivilleproduction_dimanche.sql.zst"
    year = [quarter_name("staging", date(2026, month, 1)) for month in (1, 4, 7, 12)]
    assert year == [f"mobivillestaging_T{number}.sql.zst" for number in (1, 2, 3, 4)]
    assert all_names("production")[:7] == week


def test_the_same_quarter_of_another_year_is_another_quarter():
    assert is_same_quarter(date(2026, 7, 1), date(2026, 9, 30))
    assert not is_same_quarter(date(2026, 7, 1), date(2027, 7, 1))
    assert not is_same_quarter(date(2026, 6, 30), date(2026, 7, 1))


@pytest.mark.parametrize("asked", ["jeudi", "Jeudi", "mobivilleproduction_jeudi.sql.zst"])
def test_a_backup_is_asked_for_by_its_day_or_its_whole_name(asked: str):
    assert find_name("production", asked) == "mobivilleproduction_jeudi.sql.zst"


@pytest.mark.parametrize("asked", ["monday", "../mobivilleproduction_jeudi.sql.zst", "T5", "", "/etc/passwd"])
def test_any_other_name_is_refused(asked: str):
    with pytest.raises(BackupError, match="is no name of a backup; one of lundi, mardi"):
        find_name("production", asked)
