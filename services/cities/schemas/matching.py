"""Weighing what matters: the weights that can be given, and a score that explains itself."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from services.cities.columns.tastes import TWO_WAYS, Taste
from services.cities.schemas.references import TownRef

MOST = 5
_PATTERN = f"^({'|'.join(Taste)}):-?[0-5](,({'|'.join(Taste)}):-?[0-5])*$"


def _read_weights(given: Any) -> Any:
    """`jobs:3,size:-2` as {jobs: 3, size: -2}, without zeros."""
    if not isinstance(given, str):
        return given
    weights: dict[Taste, int] = {}
    for part in given.split(","):
        name, _, figure = part.partition(":")
        taste, weight = _taste(name), _weight(name, figure)
        if taste in weights:
            raise ValueError(f"{name} is given more than once")
        weights[taste] = weight
    if not any(weights.values()):
        raise ValueError("at least one weight must not be 0")
    return {taste: weight for taste, weight in weights.items() if weight}


def _taste(name: str) -> Taste:
    if name not in list(Taste):
        raise ValueError(f"there is no criterion {name!r}: {', '.join(Taste)}")
    return Taste(name)


def _weight(name: str, figure: str) -> int:
    least = -MOST if name in TWO_WAYS else 0
    if not figure.removeprefix("-").isdecimal() or not figure.isascii() or not least <= int(figure) <= MOST:
        raise ValueError(f"the weight of {name} is a whole number from {least} to {MOST}: {name}:3")
    return int(figure)


Weights = Annotated[
    dict[Taste, int],
    BeforeValidator(_read_weights),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _PATTERN,
            "examples": ["jobs:3,rent:2,sea:1", "rent:3,size:-2,distance:4"],
            "description": "with sort=match: how much each criterion counts, 0 to 5; negative for small "
            "towns (size) and cool ones (climate); jobs needs rome, distance needs near",
        }
    ),
]


class MatchLine(BaseModel):
    """What one criterion brings to the score."""

    criterion: Taste
    label: str = Field(description="in French")
    weight: int
    fit: float | None = Field(ge=0, le=1, description="how well the town suits; null when it is not known")
    points: float = Field(description="of the score; none for what is not known")
    most_points: float = Field(description="what a town that suits perfectly gets")
    value: float | None = Field(description="the figure, in `unit`")
    unit: str
    text: str = Field(description="the figure in words, in French")


class Match(BaseModel):
    """The score of a town, 0 to 100: the sum of the points of its lines, up to rounding."""

    score: float = Field(ge=0, le=100)
    lines: list[MatchLine]


class MatchBasis(BaseModel):
    """What the scores of a page were computed with."""

    weights: dict[Taste, int]
    near: TownRef | None
    left_out: list[Taste] = Field(description="weighed, but known of no town: the score does without")
