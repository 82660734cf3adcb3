"""The rows of the BPE: 2.5 million equipments, counted per commune and type as they stream by.

Nothing is kept but the counts: eight bytes per commune and type met, 64 MB for the 229 types of 2024.
"""

import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from services.importer.bulk import BulkCells, open_cells
from services.importer.dataset import RefusedFileError
from services.importer.places import SUMMED, arrondissements_by_city, city_of, current_commune
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import locate_columns

_TYPEQU = re.compile(r"[A-G][0-9]{3}")
_NUMBER = re.compile(r"[0-9]{1,5}")
_YEAR = re.compile(r"20[0-9]{2}")
_NAME_YEAR = re.compile(r"bpe[_-]?(?:20)?([0-9]{2})(?![0-9])", re.IGNORECASE)
_COLUMNS = {"depcom": ("DEPCOM",), "typequ": ("TYPEQU",), "number": ("NB_EQUIP",), "an": ("AN",)}
_MOST_TYPES = 500


def count_equipment(path: Path, report: Report, reference: Reference) -> Iterator[tuple[str, str, int]]:
    """(code_insee, typequ, total) for each commune and type of the file; sets the vintage of the report.

    In the order of codes and types: databases take rows fastest in the order of their key.
    RefusedFileError: not a BPE, damaged, truncated. Rows that cannot be placed go to the report.
    """
    with open_cells(path, member=_member(path)) as cells:
        count = _Count(cells, path, report, reference)
        cells.read_with(count.add_rows, report)
        count.sum_arrondissements()
    report.vintage = count.year or year_in_name(path)
    types = sorted(count.totals.items())
    for code, place in sorted(count.places.items()):
        for typequ, totals in types:
            if total := totals[place]:
                yield code, typequ, total


def _member(path: Path) -> str:
    """The data in the zip of INSEE, which holds the labels (varmod) as well."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [Path(name).name for name in archive.namelist() if "varmod" not in name.lower()]
    except (OSError, zipfile.BadZipFile):
        return "*.csv"
    tables = [name for name in names if name.lower().endswith(".csv")]
    return tables[0] if len(tables) == 1 else "*.csv"


def year_in_name(path: Path) -> str:
    """`2025` for BPE25.zip, "" for a name that does not tell."""
    found = _NAME_YEAR.search(path.name)
    return f"20{found[1]}" if found else ""


@dataclass
class _Count:
    """`totals[typequ][places[code_insee]]`; arrondissements have places until all rows are read."""

    cells: BulkCells
    path: Path
    report: Report
    reference: Reference
    places: dict[str, int] = field(init=False)
    totals: "dict[str, array[int]]" = field(default_factory=dict)
    year: str = ""

    def __post_init__(self) -> None:
        columns = locate_columns(self.path, self.cells.header, _COLUMNS, ("depcom", "typequ"))
        # the two that are required are never None
        self.depcom, self.typequ = columns["depcom"] or 0, columns["typequ"] or 0
        self.number, self.an = columns["number"], columns["an"]
        self.places = {code: place for place, code in enumerate(self.reference.communes)}

    def add_rows(self, rows: Iterator[list[str]]) -> None:
        depcom, typequ, places = self.depcom, self.typequ, self.places
        # a file that counts its rows itself (NB_EQUIP) takes the careful way for all of them
        totals = self.totals if self.number is None else {}
        for row in rows:
            try:
                totals[row[typequ]][places[row[depcom]]] += 1
            except (KeyError, IndexError):
                self._add_row(row)

    def sum_arrondissements(self) -> None:
        """Paris, Lyon and Marseille have what their arrondissements have, and these nothing."""
        for city, codes in arrondissements_by_city(self.reference).items():
            for totals in self.totals.values():
                if moved := sum(totals[self.places[code]] for code in codes):
                    totals[self.places[city]] += moved
                    self.report.repairs[SUMMED] += moved
                    for code in codes:
                        totals[self.places[code]] = 0

    def _add_row(self, row: list[str]) -> None:
        """A row that is not plainly another one of a known type in a current commune."""
        if len(row) <= max(self.depcom, self.typequ, self.number or 0):
            self._reject_short(row)
            return
        typequ = row[self.typequ].strip().upper()
        number = "1" if self.number is None else row[self.number].strip()
        if not _TYPEQU.fullmatch(typequ):
            self._reject("no equipment type", typequ)
        elif not _NUMBER.fullmatch(number):
            self._reject("no number of equipments", number)
        elif code := self._city(row[self.depcom]):
            self._totals_of(typequ)[self.places[code]] += int(number)
            self.year = self.year or self._year(row)

    def _city(self, text: str) -> str | None:
        code = current_commune(text, self.reference, self.report, self.path.name, self.cells.line)
        return city_of(code, self.reference, self.report) if code else None

    def _totals_of(self, typequ: str) -> "array[int]":
        if typequ not in self.totals:
            if len(self.totals) == _MOST_TYPES:
                raise RefusedFileError(
                    f"{self.path.name}: more than {_MOST_TYPES} types, the BPE has about 230"
                )
            self.totals[typequ] = array("Q", bytes(8 * len(self.places)))
        return self.totals[typequ]

    def _year(self, row: list[str]) -> str:
        found = _YEAR.fullmatch(row[self.an].strip()) if self.an is not None and len(row) > self.an else None
        return found[0] if found else ""

    def _reject_short(self, row: list[str]) -> None:
        if not any(map(str.strip, row)):
            return
        if self.cells.truncated:
            raise RefusedFileError(
                f"{self.path.name}, line {self.cells.line}: the file ends in the middle of a row"
            )
        self._reject("incomplete row", f"{len(row)} cells")

    def _reject(self, reason: str, detail: str) -> None:
        self.report.reject(self.path.name, self.cells.line, reason, detail[:40])
