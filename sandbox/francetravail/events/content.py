"""The words that events are made of."""

from dataclasses import dataclass
from functools import lru_cache

from sandbox.francetravail.tables import read_own_json


@dataclass(frozen=True)
class Content:
    """`kinds` maps the codes of typeEvenement to what an event calls itself."""

    kinds: dict[str, str]
    objectives: list[str]
    publics: list[str]
    benefits: list[str]
    operations: list[dict[str, str]]
    fairs: list[str]


@lru_cache(maxsize=1)
def read_content() -> Content:
    """From data/events.json."""
    return Content(**read_own_json("events"))
