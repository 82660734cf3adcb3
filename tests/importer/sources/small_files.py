"""Reading small files with a handful of communes, and looking at what came of it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.importer.catalog import find_dataset
from services.importer.reference import CommuneFacts, Reference
from services.importer.report import Report

_COMMUNES = {
    "01001": ("L'Abergement-Clémenciat", "84", 860, None),
    "01033": ("Valserhône", "84", 16_000, None),
    "13055": ("Marseille", "93", 870_000, None),
    "13201": ("Marseille 1er Arrondissement", "93", 40_000, "13055"),
    "13208": ("Marseille 8e Arrondissement", "93", 80_000, "13055"),
    "2A004": ("Ajaccio", "94", 72_000, None),
    "41226": ("Saint-Ouen", "24", 3_400, None),
    "62588": ("Montreuil", "32", 2_000, None),
    "75056": ("Paris", "11", 2_100_000, None),
    "75101": ("Paris 1er Arrondissement", "11", 16_000, "75056"),
    "75120": ("Paris 20e Arrondissement", "11", 190_000, "75056"),
    "93048": ("Montreuil", "11", 110_000, None),
    "93070": ("Saint-Ouen-sur-Seine", "11", 52_000, None),
    "97411": ("Saint-Denis", "04", 155_000, None),
}
REFERENCE = Reference(
    {
        code: CommuneFacts(
            code, name, "97" + code[2] if code[:2] == "97" else code[:2], region, people, parent
        )
        for code, (name, region, people, parent) in _COMMUNES.items()
    },
    # Valserhône was made of 01033 (Bellegarde), 01091 and 01205; 49126 never had rows of its own
    {"01091": "01033", "01205": "01033", "93001": "93048", "93002": "93048"},
)


@dataclass(frozen=True)
class Read:
    """What a reader gave: rows as dicts, and what it reported."""

    rows: list[dict[str, Any]]
    report: Report

    @property
    def rejected(self) -> list[tuple[int, str, str]]:
        """(line, reason, detail), as in the file that the operator gets."""
        if self.report.path is None or not self.report.path.exists():
            return []
        with self.report.path.open(encoding="utf-8", newline="") as file:
            return [(int(row["line"]), row["reason"], row["detail"]) for row in csv.DictReader(file)]

    def by(self, *keys: str) -> dict[Any, dict[str, Any]]:
        """The rows by one field, or by a tuple of several."""
        return {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row for row in self.rows}


def read(dataset: str, *paths: Path, reference: Reference = REFERENCE, report_to: Path | None = None) -> Read:
    """Read files as `mobiville import DATASET --from` does; the report is written beside the first."""
    with Report(report_to or paths[0].with_suffix(".report")) as report:
        rows = [row.model_dump() for row in find_dataset(dataset).read(paths, report, reference)]
    return Read(rows, report)


def write(path: Path, lines: Sequence[str], *, encoding: str = "utf-8", end: str = "\n") -> Path:
    """A text file of these lines."""
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path
