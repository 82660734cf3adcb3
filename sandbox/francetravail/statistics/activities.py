"""The activities of the statistics: occupations (ROME), all of them (CUMUL), the mean of them (MOYENNE)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.francetravail.world import World

TYPES: Mapping[str, str] = {
    "ROME": "Métiers",
    "CUMUL": "Tous métiers cumulés",
    "MOYENNE": "Moyenne des métiers",
}


@dataclass(frozen=True)
class Activity:
    """`share` is the part of all employment, 0 to 1; `pay` is euros per month, gross."""

    kind: str
    code: str
    label: str
    share: float
    pay: float


def get_activity(kind: str, code: str, world: World) -> Activity | None:
    """None when there is no such activity."""
    rows = world.occupations.rows
    if kind == code and kind in {"CUMUL", "MOYENNE"}:
        mean = sum(one.pay * one.weight for one in rows) / sum(one.weight for one in rows)
        return Activity(kind, code, TYPES[kind], 1.0, mean)
    occupation = world.occupations.get(code) if kind == "ROME" else None
    if occupation is None:
        return None
    share = occupation.weight / sum(one.weight for one in rows)
    return Activity(kind, code, occupation.label, share, occupation.pay)
