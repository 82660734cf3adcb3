"""How often each producer publishes, and so when a dataset is to be imported again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.importer.dataset import Dataset

_MONTHLY, _QUARTERLY, _HALF_YEARLY, _YEARLY = (timedelta(days=days) for days in (30, 91, 182, 365))

# What is published once a year, on a day that differs, is asked for each quarter.
PACES: Mapping[str, timedelta] = {
    "regions": _YEARLY,  # a law
    "former-regions": _YEARLY,
    "departements": _YEARLY,
    "cities": _QUARTERLY,  # Insee, 1 January, and corrections
    "bassins": _YEARLY,  # BE19: of 2019
    "equipment-types": _QUARTERLY,  # Insee, once a year with the equipment
    "equipment": _QUARTERLY,
    "rents": _QUARTERLY,  # once a year
    "typical-rents": _QUARTERLY,
    "prices": _HALF_YEARLY,  # DGFiP: April and October
    "social-housing": _QUARTERLY,  # SDES, once a year
    "social-housing-delays": _QUARTERLY,
    "zoning-abc": _QUARTERLY,  # a decree, several times a year
    "zoning-tlv": _QUARTERLY,
    "temperatures": _MONTHLY,  # ODRÉ
    "hiring-sectors": _QUARTERLY,  # France Travail
    "offers": _MONTHLY,  # France Travail
    "helps": _MONTHLY,  # rules change without notice
    "outlines": _YEARLY,  # IGN
    "occupations": _QUARTERLY,  # France Travail, three or four versions of ROME a year
    "titles": _QUARTERLY,
    "skills": _QUARTERLY,
    "pcs": _YEARLY,  # Dares, nomenclature of 2009
    "tensions": _QUARTERLY,  # Dares, once a year
}


def is_due(dataset: Dataset, applied_at: datetime | None, now: datetime) -> bool:
    """Whether its producer may have published since it was applied. Times are UTC, with a zone or none."""
    if applied_at is None:
        return True
    return now.replace(tzinfo=None) - applied_at.replace(tzinfo=None) >= PACES[dataset.name]
