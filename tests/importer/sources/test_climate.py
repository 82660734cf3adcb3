from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.importer.sources.small_files import read, write

HEADER = "date_obs;code_insee_departement;departement;tmin;tmax;tmoy"
MIDDLE_OF_SEASONS = {1: "winter", 4: "spring", 7: "summer", 10: "autumn"}


def days(year: int, first_month: int = 1, months: int = 12) -> list[date]:
    start = date(year, first_month, 1)
    return [start + timedelta(days=number) for number in range(30 * months)]


def rows(of: list[date], code: str = "01") -> list[str]:
    """Each day as warm as its month's number."""
    return [f"{day};{code};Ain;0;20;{day.month}" for day in of]


def test_a_season_is_the_mean_of_its_days_over_all_years(tmp_path: Path):
    lines = [HEADER, *rows(days(2023)), *rows(days(2024))]
    result = read("temperatures", write(tmp_path / "t.csv", lines))
    means = {row["season"]: row["mean_c"] for row in result.rows}
    assert means["spring"] == pytest.approx(4.0, abs=0.05)
    assert means["summer"] == pytest.approx(7.0, abs=0.05)
    assert means["winter"] == pytest.approx((1 + 2 + 12) / 3, abs=0.5)
    assert result.report.vintage == "2023-2024"


@pytest.mark.parametrize(("month", "season"), MIDDLE_OF_SEASONS.items())
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_seasons_are_those_of_meteorology(tmp_path: Path, month: int, season: str, step: int):
    observed = (month + step - 1) % 12 + 1
    of = [date(year, observed, day) for year in (2022, 2023, 2024) for day in range(1, 26)]
    result = read("temperatures", write(tmp_path / "t.csv", [HEADER, *rows(of)]))
    assert [row["season"] for row in result.rows] == [season]


def test_a_season_of_few_days_is_rejected_with_its_first_line(tmp_path: Path):
    result = read("temperatures", write(tmp_path / "t.csv", [HEADER, *rows(days(2024, 6, 1))]))
    assert result.rows == []
    assert result.rejected == [(2, "fewer than 60 days in a season", "01 summer: 30")]


def test_labels_decimal_commas_and_lost_zeros_are_understood(tmp_path: Path):
    header = "Date;Code INSEE département;Département;TMin (°C);TMax (°C);TMoy (°C)"
    lines = [f"{day};1;Ain;8,5;20,5;14,5" for day in days(2024, 6, 3)]
    result = read("temperatures", write(tmp_path / "t.csv", [header, *lines]))
    assert result.rows == [{"departement": "01", "season": "summer", "mean_c": 14.5}]


def test_a_missing_mean_is_taken_halfway(tmp_path: Path):
    lines = [f"{day};01;Ain;10;20;" for day in days(2024, 6, 3)]
    result = read("temperatures", write(tmp_path / "t.csv", [HEADER, *lines]))
    assert result.rows[0]["mean_c"] == 15.0
    assert result.report.repairs == {
        "mean temperature taken halfway between the lowest and the highest": len(lines)
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-06-31;01;Ain;1;2;1", "no date"),
        ("2024-06-01;99;Nowhere;1;2;1", "unknown departement"),
        ("2024-06-01;01;Ain;;;", "no plausible temperature"),
        ("2024-06-01;01;Ain;1;2;800", "no plausible temperature"),
        ("2024-06-01;01;Ain;1;2;warm", "invalid number"),
    ],
)
def test_a_day_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    result = read("temperatures", write(tmp_path / "t.csv", [HEADER, *rows(days(2023, 6, 3)), row]))
    assert [why for _, why, _ in result.rejected] == [reason]
    assert len(result.rows) == 1


def test_a_day_that_comes_twice_counts_once(tmp_path: Path):
    of = rows(days(2023, 6, 3))
    result = read("temperatures", write(tmp_path / "t.csv", [HEADER, *of, "2023-06-01;01;Ain;0;0;50"]))
    assert result.rejected == [(len(of) + 2, "duplicate", "01 2023-06-01")]
