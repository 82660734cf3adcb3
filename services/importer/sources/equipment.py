"""Equipment per commune (BPE of INSEE), and the labels of its types.

Columns used: DEPCOM, TYPEQU, NB_EQUIP (in the files that are already summed), AN; for the types: TYPEQU and
libelle, or the labels that INSEE adds to its files (COD_VAR, COD_MOD, LIB_MOD).
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset, Download, RefusedFileError
from services.importer.keys import unique_rows
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.sources.bpe import count_equipment, year_in_name
from services.importer.tables import read_table
from shared.events.rows import Equipment, EquipmentType, Row

_TYPES = {
    "variable": ("COD_VAR",),
    "typequ": ("TYPEQU", "COD_MOD"),
    "label": ("label", "libelle", "LIB_MOD"),
    "theme": ("theme",),
}
# the domains of the BPE, and the one that is split: F1 and F2 are sports and outdoors, F3 culture
_THEMES = {
    "A": "services",
    "B": "commerces",
    "C": "enseignement",
    "D": "sante",
    "E": "transports",
    "F": "sports",
    "F3": "culture",
    "G": "tourisme",
}
_CAPITALS = re.compile(r"\b(sts|cpge|ufr|greta|sgt|sep|vtc|france travail|france services)\b", re.IGNORECASE)


def read_equipment(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """How many of each type a commune has, arrondissements summed into their city."""
    if len(paths) != 1:
        raise RefusedFileError(f"expected one BPE, found {', '.join(path.name for path in paths) or 'none'}")
    for code, typequ, total in count_equipment(paths[0], report, reference):
        yield Equipment(code_insee=code, typequ=typequ, total=total)


def read_equipment_types(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """The types and their theme; labels in capitals are put in sentence case."""
    for path in paths:
        report.vintage = year_in_name(path)
        rows = read_table(path, report, columns=_TYPES, required=("typequ", "label"), member="*varmod*.csv")
        types = (
            (line, _type_of(row, report)) for line, row in rows if row["variable"].upper() in ("", "TYPEQU")
        )
        yield from unique_rows(EquipmentType, attrgetter("typequ"), types, report, path.name)


def _type_of(row: dict[str, str], report: Report) -> dict[str, Any]:
    typequ = row["typequ"].upper()
    theme = row["theme"] or _THEMES.get(typequ[:2], _THEMES.get(typequ[:1], ""))
    return {"typequ": typequ, "label": _sentence_case(row["label"], report), "theme": theme}


def _sentence_case(label: str, report: Report) -> str:
    if not label.isupper():
        return label
    report.repair("label in capitals")
    return _CAPITALS.sub(_with_capitals, label.capitalize())


def _with_capitals(found: re.Match[str]) -> str:
    return found[0].title() if " " in found[0] else found[0].upper()


_bpe = partial(
    Dataset,
    producer="INSEE",
    licence="Licence Ouverte 2.0",
    page="https://www.insee.fr/fr/statistiques/8217525?sommaire=8217537",
)

DATASETS = (
    _bpe(
        name="equipment-types",
        title="Types d'équipements de la base permanente des équipements",
        read=read_equipment_types,
        minimum_rows=100,
        aliases=("typequ",),
        patterns=("typequ_bpe*.csv", "*varmod*.csv"),
        bundled="equipment_types.csv",
    ),
    _bpe(
        name="equipment",
        title="Base permanente des équipements",
        read=read_equipment,
        minimum_rows=100_000,
        aliases=("equipments", "equipmentsSpecial", "bpe"),
        downloads=(Download("https://www.insee.fr/fr/statistiques/fichier/8217525/BPE25.zip", "BPE25.zip"),),
        patterns=("BPE[0-9][0-9].zip", "BPE[0-9][0-9].csv", "bpe[0-9][0-9]_*.zip", "bpe[0-9][0-9]_*.csv"),
    ),
)
