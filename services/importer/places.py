"""The commune codes of open-data files, matched to the communes of today."""

import re
from collections.abc import Callable
from typing import Generic, TypeVar

from services.importer.keys import DUPLICATE
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.values import code_insee

# INSEE numbers the collectivities like departements; the product covers departements only
_COLLECTIVITIES = ("975", "977", "978", "984", "986", "987", "988", "989")
_BASSIN = re.compile(r"[0-9X][0-9]{3}")
_NO_CODE = frozenset({"", "null", "none", "na", "nan"})

LEADING_ZERO = "leading zero restored"
MERGED = "merged commune mapped to its successor"
SUMMED = "arrondissement summed into its city"
COMBINED = "figure of the merged communes given to their successor"

T = TypeVar("T")


def current_commune(text: str, reference: Reference, report: Report, file: str, line: int) -> str | None:
    """Today's code of the commune (or arrondissement) that `text` names; None when the row is rejected."""
    stripped = text.strip()
    code = None if stripped.lower() in _NO_CODE else code_insee(stripped)
    if code is None:
        report.reject(file, line, "no commune code", text[:40])
        return None
    current = reference.current_code(code)
    if current is None:
        reason = "overseas collectivity" if code.startswith(_COLLECTIVITIES) else "unknown commune"
        report.reject(file, line, reason, code)
        return None
    if len(stripped) < len(code):
        report.repair(LEADING_ZERO)
    if current != code:
        report.repair(MERGED)
    return current


def bassin_code(text: str, report: Report, file: str, line: int) -> str | None:
    """A bassin's code with its leading zero (`401` -> `0401`); None when the row is rejected."""
    code = text.strip().zfill(4)
    if not _BASSIN.fullmatch(code) or code == "0000":
        report.reject(file, line, "no bassin code", text[:40])
        return None
    if len(text.strip()) < len(code):
        report.repair(LEADING_ZERO)
    return code


def city_of(code: str, reference: Reference, report: Report) -> str:
    """The city of an arrondissement, for what is counted; any other commune is its own."""
    parent = reference.communes[code].parent
    if parent is None:
        return code
    report.repair(SUMMED)
    return parent


def arrondissements_by_city(reference: Reference) -> dict[str, list[str]]:
    """Paris, Lyon and Marseille with the codes of their arrondissements."""
    cities: dict[str, list[str]] = {}
    for commune in reference.communes.values():
        if commune.parent:
            cities.setdefault(commune.parent, []).append(commune.code_insee)
    return cities


class OnePerCommune(Generic[T]):
    """One value per current commune: its own, else what those of its merged communes combine to."""

    def __init__(self, report: Report, file: str) -> None:
        self._report = report
        self._file = file
        self._own: dict[str, T] = {}
        self._merged: dict[str, dict[str, tuple[int, T]]] = {}

    def add(self, current: str, text: str, line: int, value: T) -> None:
        """`current` is today's code of `text`, the code that the file has."""
        original = code_insee(text) or text
        merged = self._merged.setdefault(current, {}) if original != current else {}
        if original in merged or (original == current and current in self._own):
            self._report.reject(self._file, line, DUPLICATE, original)
        elif original == current:
            self._own[current] = value
        else:
            merged[original] = line, value

    def settle(self, combine: Callable[[list[T]], T | None]) -> dict[str, T]:
        """By commune. `combine` gives None for values that cannot stand for one commune."""
        settled = dict(self._own)
        for current, merged in self._merged.items():
            combined = combine([value for _, value in merged.values()])
            if current in self._own:
                self._reject(merged, "merged into a commune that has its own figure")
            elif combined is None:
                self._reject(merged, "merged communes disagree")
            else:
                self._report.repair(COMBINED)
                settled[current] = combined
        return settled

    def _reject(self, merged: dict[str, tuple[int, T]], reason: str) -> None:
        for original, (line, _) in merged.items():
            self._report.reject(self._file, line, reason, original)
