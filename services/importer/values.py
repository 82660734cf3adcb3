"""Cells of the open-data files to values: French numbers, official codes that lost their zeros."""

import math
import re
from typing import Any, TypeVar

from pydantic import ValidationError

from services.importer.report import Report
from shared.events.rows import Row

_MISSING = frozenset(
    {"", "na", "n/a", "nan", "nd", "ns", "null", "none", "s", "secret", "*", "-", ".", "#n/a"}
)
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_COMMUNE = re.compile(r"(0[1-9]|[1-8]\d|2[AB]|9[0-578])\d{3}")
_DEPARTEMENT = re.compile(r"0[1-9]|[1-8]\d|2[AB]|9[0-5]|97\d|98\d")

R = TypeVar("R", bound=Row)


def decimal(text: str) -> float | None:
    """`1 234,5` -> 1234.5. None for what the producers write where they have no figure (NA, s, *).

    ValueError for anything else that is no number, and for numbers that are not finite.
    """
    compact = _BLANKS.sub("", text)
    if compact.casefold() in _MISSING:
        return None
    if not _NUMBER.fullmatch(compact):
        raise ValueError(f"not a number: {text[:40]!r}")
    value = float(compact.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(f"not a number of this world: {text[:40]!r}")
    return value


def integer(text: str) -> int | None:
    """`1 234` or `1234.0` -> 1234; None and ValueError as `decimal`, also for a fraction."""
    value = decimal(text)
    if value is None:
        return None
    if not value.is_integer():
        raise ValueError(f"not a whole number: {text[:40]!r}")
    return int(value)


def code_insee(text: str) -> str | None:
    """A commune's code with its leading zeros (`1001` -> `01001`, `2a004` -> `2A004`), None when no code."""
    code = text.strip().upper().zfill(5)
    return code if _COMMUNE.fullmatch(code) else None


def departement(text: str, *, overseas_digits: bool = False) -> str | None:
    """A departement's code with its leading zero (`1` -> `01`), None when no code.

    `overseas_digits`: in files that number the overseas ones 1 to 6, without zero, those give 971 to 976.
    """
    code = text.strip().upper()
    if overseas_digits and len(code) == 1 and code in "123456":
        return f"97{code}"
    code = code.zfill(2)
    return code if _DEPARTEMENT.fullmatch(code) else None


def valid_row(model: type[R], values: dict[str, Any], report: Report, file: str, line: int) -> R | None:
    """The row when its values are what the contract allows; else None, and a line in the report."""
    try:
        return model(**values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "row"
        report.reject(file, line, f"invalid {field}", f"{first['msg']}: {first['input']!r}"[:200])
        return None
