"""The files of the ROME as France Travail publishes them: CSV, XML or JSON, plain or in one zip.

Every vintage has the same fields under the same names, whatever the format.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

import orjson

from services.importer.dataset import RefusedFileError
from services.importer.files import open_data
from services.importer.report import Report
from services.importer.tables import Columns, read_table

MAX_BYTES = 64 * 1024**2
_VERSION = re.compile(r"v([0-9]{3})(?![0-9])", re.IGNORECASE)
_CHUNK = 64 * 1024

Records = Iterator[tuple[int, dict[str, str]]]


def read_records(
    path: Path, report: Report, columns: Columns, *, member: str, required: Sequence[str]
) -> Records:
    """Each record with its line (its rank in JSON); `member` is the file to read in a zip, without suffix.

    RefusedFileError: not one of the formats, damaged, or without the required fields.
    """
    with open_data(path, member=f"{member}.*", max_bytes=MAX_BYTES) as stream:
        start = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return _named(_xml_items(path, member), path, columns, required)
    if start in (b"[", b"{"):
        return _named(_json_items(path, member), path, columns, required)
    return read_table(
        path, report, columns=columns, required=required, member=f"{member}.csv", max_bytes=MAX_BYTES
    )


def version_of(path: Path) -> str:
    """`v460` for unix_referentiel_code_rome_v460_utf8.csv, "" for a name that does not tell."""
    found = _VERSION.search(path.name)
    return f"v{found[1]}" if found else ""


def plain_apostrophes(label: str, report: Report) -> str:
    """v347 was exported with its apostrophes doubled, as in SQL."""
    if "''" not in label:
        return label
    report.repair("doubled apostrophe")
    return label.replace("''", "'")


def _named(items: Records, path: Path, columns: Columns, required: Sequence[str]) -> Records:
    names = {field: [alias for alias in columns[field] if isinstance(alias, str)] for field in columns}
    for rank, (line, item) in enumerate(items):
        if rank == 0:
            _check_fields(item, path, {field: names[field] for field in required})
        yield line, {field: _first(item, aliases) for field, aliases in names.items()}


def _check_fields(item: dict[str, str], path: Path, required: dict[str, list[str]]) -> None:
    missing = [" or ".join(aliases) for aliases in required.values() if not item.keys() & set(aliases)]
    if missing:
        found = ", ".join(item)[:200]
        raise RefusedFileError(f"{path.name}: missing fields: {'; '.join(missing)}. Fields found: {found}")


def _first(item: dict[str, str], aliases: list[str]) -> str:
    return next((item[alias].strip() for alias in aliases if alias in item), "")


class _Items:
    """Collects <item_…><field>text</field>…</item_…>; a document type is refused: it could define
    entities that unpack without end."""

    def __init__(self, path: Path) -> None:
        self.found: list[tuple[int, dict[str, str]]] = []
        self._path = path
        self._depth = 0
        self._item: dict[str, str] = {}
        self._field = ""
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise RefusedFileError(f"{self._path.name}: not XML, or truncated ({error})") from error

    def _refuse(self, *_: object) -> None:
        raise RefusedFileError(f"{self._path.name}: an XML document type is not accepted")

    def _start(self, name: str, _: object) -> None:
        self._depth += 1
        if self._depth == 2:
            self._item = {}
        elif self._depth == 3:
            self._field = name
            self._item[name] = ""

    def _text(self, text: str) -> None:
        if self._depth == 3:
            self._item[self._field] += text

    def _end(self, _: str) -> None:
        if self._depth == 2:
            self.found.append((self._parser.CurrentLineNumber, self._item))
        self._depth -= 1


def _xml_items(path: Path, member: str) -> Records:
    items = _Items(path)
    with open_data(path, member=f"{member}.xml", max_bytes=MAX_BYTES) as stream:
        while chunk := stream.read(_CHUNK):
            items.parse(chunk, last=False)
            yield from items.found
            items.found.clear()
        items.parse(b"", last=True)
    yield from items.found


def _json_items(path: Path, member: str) -> Records:
    with open_data(path, member=f"{member}.json", max_bytes=MAX_BYTES) as stream:
        data = stream.read()
    try:
        # the producer writes ISO-8859-15, against what JSON prescribes
        document = orjson.loads(data if _is_utf8(data) else data.decode("iso-8859-15"))
    except orjson.JSONDecodeError as error:
        raise RefusedFileError(f"{path.name}: not a JSON document, or truncated ({error})") from error
    for rank, item in enumerate(_listed(document, path), 1):
        yield rank, {str(name): "" if value is None else str(value) for name, value in item.items()}


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _listed(document: Any, path: Path) -> list[dict[str, Any]]:
    """The list of objects, bare or as the only list of an object."""
    if isinstance(document, dict):
        document = next((value for value in document.values() if isinstance(value, list)), None)
    if not isinstance(document, list) or not all(isinstance(item, dict) for item in document):
        raise RefusedFileError(f"{path.name}: expected a list of objects")
    return document
