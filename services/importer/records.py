"""Small files that producers publish as CSV or as a JSON list of objects, read alike."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from services.importer.dataset import RefusedFileError
from services.importer.files import open_data, read_json
from services.importer.report import Report
from services.importer.tables import Columns, locate_columns, read_table

MAX_BYTES = 64 * 1024**2


def read_records(
    path: Path, report: Report, *, columns: Columns, required: Collection[str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """As read_table; the line of a JSON object is its rank, from 1. RefusedFileError as read_table."""
    if is_json(path):
        yield from _from_json(path, columns, required)
    else:
        yield from read_table(path, report, columns=columns, required=required, max_bytes=MAX_BYTES)


def is_json(path: Path) -> bool:
    """By the first character."""
    with open_data(path, max_bytes=MAX_BYTES) as stream:
        return stream.read(256).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}


def read_objects(path: Path) -> list[Mapping[str, Any]]:
    """The objects of a JSON list: the document, its only list, or the `fields` of its records."""
    document = read_json(path, max_bytes=MAX_BYTES)
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if len(lists) == 1 else None
    if not isinstance(document, list) or not all(isinstance(item, dict) for item in document):
        raise RefusedFileError(f"{path.name}: expected a JSON list of objects")
    return [item["fields"] if isinstance(item.get("fields"), dict) else item for item in document]


def _from_json(
    path: Path, columns: Columns, required: Collection[str] | None
) -> Iterator[tuple[int, dict[str, str]]]:
    objects = read_objects(path)
    names = list(dict.fromkeys(name for item in objects for name in item))
    places = locate_columns(path, names, columns, columns if required is None else required)
    keys = {field: None if place is None else names[place] for field, place in places.items()}
    for rank, item in enumerate(objects, start=1):
        yield rank, {field: _text(item.get(key)) if key else "" for field, key in keys.items()}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
