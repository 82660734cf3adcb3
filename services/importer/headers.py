"""The first line of a table, where it tells more than the names of the columns: a date, a vintage."""

from pathlib import Path

from services.importer.files import decode, open_data

_MAX_BYTES = 64 * 1024


def first_line(path: Path, *, member: str = "*.csv") -> str:
    """Its text, "" for an empty file; RefusedFileError when the file cannot be read."""
    with open_data(path, member=member) as stream:
        return decode(stream.readline(_MAX_BYTES)).strip()
