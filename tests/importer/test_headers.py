import gzip
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.headers import first_line


def test_the_first_line_is_read_through_compression_and_encodings(tmp_path: Path):
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress("département;prix\r\n01;2\r\n".encode("latin-1")))
    assert first_line(path) == "département;prix"


def test_an_empty_file_has_an_empty_first_line(tmp_path: Path):
    (tmp_path / "x.csv").touch()
    assert first_line(tmp_path / "x.csv") == ""


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError):
        first_line(tmp_path / "x.csv")
