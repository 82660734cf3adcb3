from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.sources.offer_layout import find_layout
from tests.importer.sources.small_files import write


@pytest.mark.parametrize("header", ['"lieu";"metier";"nombre";"jour"', "98001;A1101;3;2021-12-21"])
def test_columns_are_told_by_their_content_with_or_without_header(tmp_path: Path, header: str):
    path = write(tmp_path / "drop.csv", [header, *["01001;A1101;3;2021-12-21"] * 3])
    layout = find_layout(path)
    assert (layout.level, layout.header) == ("commune", ["place", "code_rome", "offers", "date"])


def test_the_order_of_the_columns_does_not_matter(tmp_path: Path):
    path = write(tmp_path / "drop.csv", ["h", *["2021-12-21;K1303;12;2A004;Ajaccio"] * 3])
    assert find_layout(path).header == ["date", "code_rome", "offers", "place", "other 4"]


def test_four_digits_are_a_bassin(tmp_path: Path):
    path = write(tmp_path / "drop.csv", ["8401;BOURG EN BRESSE;A1101;3;2021-09-29"] * 3)
    layout = find_layout(path)
    assert (layout.level, layout.place, layout.offers) == ("bassin", 0, 3)


def test_a_few_cells_that_are_none_do_not_hide_a_column(tmp_path: Path):
    lines = ["h", ";A1101;3;2021-12-21", "null;HORAI;3;2021-12-21", *["01001;A1101;3;2021-12-21"] * 8]
    assert find_layout(write(tmp_path / "drop.csv", lines)).level == "commune"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("01001;A1101;3", "expected rows of place;ROME;offers;date"),
        ("01001;Commerce;3;2021-12-21", "no column holds .*A-N"),
        ("Lyon;A1101;3;2021-12-21", "no column holds"),
        ("01001;A1101;some;2021-12-21", "no column holds"),
        ("01001;A1101;3;yesterday", "no column holds"),
    ],
)
def test_a_file_without_one_of_them_is_refused_with_a_row_of_it(tmp_path: Path, row: str, why: str):
    with pytest.raises(RefusedFileError, match=why):
        find_layout(write(tmp_path / "drop.csv", ["h", *[row] * 3]))
