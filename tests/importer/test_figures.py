from pathlib import Path

import pytest

from services.importer.figures import read_figures, year_in
from services.importer.report import Report


def test_figures_are_decimals_or_unknown():
    assert read_figures({"a": "1,5", "b": "NA", "c": "x"}, ("a", "b"), Report(), "f", 1) == {
        "a": 1.5,
        "b": None,
    }


def test_one_cell_that_is_no_number_rejects_the_row():
    report = Report()
    assert read_figures({"a": "1,5", "b": "x"}, ("a", "b"), report, "f", 1) is None
    assert report.reasons == {"invalid number": 1}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("rpls-2021.csv", "2021"),
        ("Zonage TLV 2013;Zonage TLV post décret 22/12/2025", "2025"),
        (Path("2019/stats.csv"), ""),
        ("20211221_mv_villes", ""),
        ("BPE25.csv", ""),
    ],
)
def test_the_last_whole_year_of_a_name(text: str | Path, year: str):
    assert year_in(text) == year
