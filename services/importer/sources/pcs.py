"""PCS <-> ROME: the correspondence table of Dares, by professional family (FAP 2009).

`FAP;PCS;ROME`, no header. A family starts on the line that names it. Its PCS and its ROME codes are two
lists set side by side (`L5Z92;372c;K2101`, `;372d;K2102`, `;;M1502`), not pairs: every PCS of a family
goes with every ROME code of it. Titles of sections and notes stand between the families.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from services.importer.dataset import Dataset, RefusedFileError
from services.importer.headers import first_line
from services.importer.keys import unique_rows
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from shared.events.rows import Pcs, Row

_FAP = re.compile(r"[A-Z][0-9][A-Z][0-9]{2}")
_PCS = re.compile(r"[0-9]{3}[a-z]")
_ROME = re.compile(r"[A-N][0-9]{4}")
_COLUMNS = {"fap": ("fap",), "pcs": ("pcs",), "code_rome": ("code_rome",)}

Records = Iterator[tuple[int, dict[str, str]]]


@dataclass
class _Family:
    """A professional family, and the line that it starts on."""

    fap: str
    line: int
    pcs: list[str] = field(default_factory=list)
    romes: list[str] = field(default_factory=list)


def read_pcs(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """The table of Dares, or a table that has one triple per line under a header."""
    for path in paths:
        records = (
            read_table(path, report, columns=_COLUMNS, max_bytes=2**24)
            if "code_rome" in first_line(path)
            else _pairs(_families(path, report), path, report)
        )
        yield from unique_rows(Pcs, attrgetter("code_rome", "pcs", "fap"), records, report, path.name)


def _pairs(families: Iterator[_Family], path: Path, report: Report) -> Records:
    for family in families:
        if not family.pcs or not family.romes:
            missing = "PCS" if not family.pcs else "ROME code"
            report.reject(path.name, family.line, f"family without {missing}", family.fap)
        for code_rome in family.romes:
            for pcs in family.pcs:
                yield family.line, {"code_rome": code_rome, "pcs": pcs, "fap": family.fap}


def _families(path: Path, report: Report) -> Iterator[_Family]:
    family: _Family | None = None
    rows = read_table(
        path, report, columns=_COLUMNS, header=("fap", "pcs", "code_rome"), delimiter=";", max_bytes=2**24
    )
    for line, row in rows:
        if _FAP.fullmatch(row["fap"]):
            if family:
                yield family
            family = _Family(row["fap"], line)
        elif row["fap"]:
            _check_comment(row, path, line, report)
            continue
        if family is None:
            raise RefusedFileError(f"{path.name}, line {line}: expected a family (FAP;PCS;ROME), found {row}")
        _add(row, family, path, line, report)
    if family:
        yield family


def _add(row: dict[str, str], family: _Family, path: Path, line: int, report: Report) -> None:
    for text, pattern, codes in (
        (row["pcs"], _PCS, family.pcs),
        (row["code_rome"], _ROME, family.romes),
    ):
        if pattern.fullmatch(text):
            codes.append(text)
        elif text:
            report.reject(path.name, line, "neither a PCS nor a ROME code", text[:40])


def _check_comment(row: dict[str, str], path: Path, line: int, report: Report) -> None:
    """Titles (`C1Z;Ouvriers qualifiés…;`) and notes (`* (PCS 219a) …;;`) have no code in the next cells."""
    if _PCS.fullmatch(row["pcs"]) or row["code_rome"]:
        report.reject(path.name, line, "not a professional family", row["fap"][:40])


DATASETS = (
    Dataset(
        name="pcs",
        title="Correspondance entre PCS, familles professionnelles et ROME",
        producer="Dares",
        licence="Licence Ouverte 2.0",
        page="https://dares.travail-emploi.gouv.fr/donnees/la-nomenclature-des-familles-professionnelles-2009",
        read=read_pcs,
        minimum_rows=300,
        aliases=("tensionsPCS", "pcs-rome"),
        patterns=("*correspondance*pcs*rome*.csv",),
        bundled="pcs.csv",
    ),
)
