"""The first line of a table, where it tells more than the names of the columns: a date, a vintage."""

import csv
from pathlib import Path

from services.importer.dataset import RefusedFileError
from services.importer.files import decode, open_data

_MAX_BYTES = 64 * 1024


def first_line(path: Path, *, member: str = "*.csv") -> str:
    """Its text, "" for an empty file; RefusedFileError when the file cannot be read."""
    with open_data(path, member=member) as stream:
        return decode(stream.readline(_MAX_BYTES)).strip()


def split_cells(line: str, delimiter: str, path: Path) -> list[str]:
    """The stripped cells of a line; RefusedFileError when it is not a line of a table."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error as error:
        raise RefusedFileError(f"{path.name}: the first line is no header of a table ({error})") from error
