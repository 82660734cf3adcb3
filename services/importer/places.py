"""The commune codes of open-data files, matched to the communes of today."""

from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.values import code_insee

# The collectivities that INSEE codes like departements: the product covers departements only.
_COLLECTIVITIES = ("975", "977", "978", "984", "986", "987", "988", "989")

LEADING_ZERO = "leading zero restored"
MERGED = "merged commune mapped to its successor"


def current_commune(text: str, reference: Reference, report: Report, file: str, line: int) -> str | None:
    """Today's code of the commune (or arrondissement) that `text` names; None when the row is rejected."""
    code = code_insee(text)
    if code is None:
        report.reject(file, line, "no commune code", text[:40])
        return None
    current = reference.current_code(code)
    if current is None:
        reason = "overseas collectivity" if code.startswith(_COLLECTIVITIES) else "unknown commune"
        report.reject(file, line, reason, code)
        return None
    if len(text.strip()) < len(code):
        report.repair(LEADING_ZERO)
    if current != code:
        report.repair(MERGED)
    return current


def arrondissements_by_city(reference: Reference) -> dict[str, list[str]]:
    """Paris, Lyon and Marseille with the codes of their arrondissements."""
    cities: dict[str, list[str]] = {}
    for commune in reference.communes.values():
        if commune.parent:
            cities.setdefault(commune.parent, []).append(commune.code_insee)
    return cities
