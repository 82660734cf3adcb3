from datetime import date

import pytest

from sandbox.francetravail.statistics.periods import list_periods


@pytest.mark.parametrize(
    ("today", "quarter", "year"),
    [
        (date(2026, 11, 23), "2026T2", "2025"),
        (date(2026, 4, 28), "2025T4", "2024"),
        (date(2026, 4, 30), "2025T4", "2025"),
        (date(2027, 1, 24), "2026T3", "2025"),
    ],
)
def test_what_is_published(today, quarter, year):
    assert list_periods("TRIMESTRE", today)[0].code == quarter
    assert list_periods("ANNEE", today)[0].code == year


def test_periods_are_published_before_today():
    today = date(2026, 11, 23)
    assert all(
        one.published.date() <= today for kind in ("TRIMESTRE", "ANNEE") for one in list_periods(kind, today)
    )
    assert list_periods("TRIMESTRE", today)[1].label == "1er trimestre 2026"
