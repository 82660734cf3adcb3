"""How far an import is, for whoever draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Phase = Literal["downloading", "reading", "publishing", "applying"]


@dataclass(frozen=True, slots=True)
class Progress:
    """`bytes` of the download or of the JSON sent; the totals are None while unknown."""

    dataset: str
    phase: Phase
    rows: int = 0
    total_rows: int | None = None
    batches: int = 0
    bytes: int = 0
    total_bytes: int | None = None


# called from the thread that reads, too
OnProgress = Callable[[Progress], None]
