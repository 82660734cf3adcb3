"""What is wrong with which place: shares drawn from the seed, and one fixed commune for each oddity."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import orjson
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from sandbox.hashing import derive_salt, hash_columns, take_share
from sandbox.wikimedia.places import Places

_FILE = Path(__file__).parent / "data" / "oddities.json"
# The pages of towns are watched over by many.
_WELL_KEPT_PEOPLE = 20_000
_AREA_PICTURES = {"arms_on_page": 500.0}

Aspect = Literal["item", "page", "text", "picture", "credit"]
Choices = NDArray[np.int16]


class Oddity(BaseModel):
    """`share` is per thousand communes; `code` is a commune that has this oddity and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    aspect: Aspect
    share: float = Field(ge=0, le=1000)
    code: str
    what: str
    expect: str


def read_oddities() -> tuple[Oddity, ...]:
    """From data/oddities.json."""
    return tuple(Oddity(**row) for row in orjson.loads(_FILE.read_bytes()))


ODDITIES = read_oddities()


class Assignment:
    """A place has at most one oddity of each aspect; of text, any number."""

    def __init__(self, places: Places, seed: int) -> None:
        self._size = len(places.rows)
        self._seed = seed
        self._fixed: dict[int, Oddity] = {
            places.by_key[one.code]: one for one in ODDITIES if one.code in places.by_key
        }
        self._areas = np.array([place.kind != "commune" for place in places.rows])
        self._large = np.array([place.population >= _WELL_KEPT_PEOPLE for place in places.rows])
        self._single = {aspect: self._draw_single(aspect) for aspect in ("item", "page", "picture", "credit")}
        self._texts = {one.key: self._draw_text(one) for one in ODDITIES if one.aspect == "text"}

    def find(self, aspect: Aspect, position: int) -> str:
        """The key of the place's oddity of that aspect; "" when it has none."""
        keys, chosen = self._single[aspect]
        return keys[int(chosen[position])]

    def find_texts(self, position: int) -> set[str]:
        return {key for key, flags in self._texts.items() if flags[position]}

    def count(self) -> dict[str, int]:
        """How many places have each oddity."""
        counts = {key: int(flags.sum()) for key, flags in self._texts.items()}
        for keys, chosen in self._single.values():
            totals = np.bincount(chosen, minlength=len(keys))
            counts |= {key: int(totals[rank]) for rank, key in enumerate(keys) if key}
        return counts

    def _draw_single(self, aspect: str) -> tuple[list[str], Choices]:
        oddities = [one for one in ODDITIES if one.aspect == aspect]
        keys = ["", *(one.key for one in oddities)]
        shares = self._shares(aspect)
        chosen = _choose(shares, [one.share for one in oddities])
        if aspect in {"item", "page"}:
            chosen[self._areas | self._large] = 0
        if aspect == "picture":
            of_areas = _choose(shares, [_AREA_PICTURES.get(one.key, 0.0) for one in oddities])
            chosen[self._areas] = of_areas[self._areas]
        for position, one in self._fixed.items():
            chosen[position] = keys.index(one.key) if one.aspect == aspect else 0
        return keys, chosen

    def _draw_text(self, oddity: Oddity) -> NDArray[np.bool_]:
        flags: NDArray[np.bool_] = self._shares(oddity.key) < oddity.share / 1000
        for position, one in self._fixed.items():
            flags[position] = one.key == oddity.key
        return flags

    def _shares(self, purpose: str) -> NDArray[np.float64]:
        return take_share(
            hash_columns(derive_salt(self._seed, f"wikimedia/{purpose}"), np.arange(self._size))
        )


def _choose(shares: NDArray[np.float64], per_thousand: Sequence[float]) -> Choices:
    """The rank (from 1) of what each share falls on; 0 where it falls on nothing."""
    bounds = np.cumsum(per_thousand) / 1000
    ranks = np.searchsorted(bounds, shares, side="right") + 1
    chosen: Choices = np.where(ranks > len(per_thousand), 0, ranks).astype(np.int16)
    return chosen
