"""Names and codes as the front spells them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

ENVIRONMENTS = {"side-sea": "sea", "mountain": "mountain", "campagne": "countryside"}
SIZES = {"small-city": "small", "medium-city": "medium", "big-city": "large", "extra-big-city": "metropolis"}
ICONS = {
    "side-sea": "waves",
    "mountain": "terrain",
    "campagne": "nature",
    "small-city": "person",
    "medium-city": "people_alt",
    "big-city": "groups",
    "extra-big-city": "apartment",
}
CRITERIA = {ours: theirs for theirs, ours in (ENVIRONMENTS | SIZES).items()}
SORTS = {"": "tension", "mer": "sea", "montagne": "altitude"}

_OVERSEAS = {str(digit): f"97{digit}" for digit in range(1, 7)}
_PHOTO = re.compile(r"/api/v1/portraits/(communes|departements|regions)/([0-9A-Z]+)/image(?:\?v=[0-9a-f]+)?")
_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"})


def town_id(code_insee: str) -> int:
    """A number for the front's `id`: the code itself, in Corsica read as hexadecimal."""
    return int(code_insee, 10 if code_insee.isdigit() else 16)


def town_name(name: str) -> str:
    """`Saint-Étienne` -> `SAINT-ETIENNE`, `Le Havre` -> `LE-HAVRE`."""
    return _without_accents(name).upper().replace(" ", "-")


def slug_of(name: str) -> str:
    """`Provence-Alpes-Côte d'Azur` -> `provence-alpes-cote-d-azur`."""
    return re.sub(r"[^a-z0-9]+", "-", _without_accents(name).lower()).strip("-")


def departement_code(asked: str) -> str:
    """`1` to `6` are `971` to `976`."""
    return _OVERSEAS.get(asked, asked)


def region_code(asked: str) -> str:
    """The front's codes of regions are numbers."""
    return asked.zfill(2)


def criteria_keys(keys: Iterable[str | None]) -> list[str]:
    return [CRITERIA[key] for key in keys if key in CRITERIA]


def photo_of(path: str | None) -> str | None:
    """The path of our image as one whose `/2000px` the front replaces by another width."""
    found = _PHOTO.fullmatch(path or "")
    return f"/api/photos/{found[1]}/{found[2]}/2000px" if found else None


def area_name(area: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": area["code"], "name": area["name"]}


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
