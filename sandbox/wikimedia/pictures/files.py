"""The files of Commons: every name says whose it is, so that no register of them is needed."""

import hashlib
import re
from dataclasses import dataclass

from sandbox.hashing import Draw
from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.places import Place, Places

_NAMES = {
    "photo": (
        "{name} - Vue générale",
        "Mairie de {name}",
        "Église de {name}",
        "{name} vue du ciel",
        "Panneau d'entrée à {name}",
        "Centre de {name} en été",
    ),
    "other": ("Rue principale à {name}",),
    "renamed": ("P100{code} {name}",),
    "arms": ("Blason ville fr {name}",),
    "arms_raster": ("Blason de {name}",),
    "map": ("Map commune FR insee code {code}",),
    "flag": ("Drapeau de {name}",),
    "logo": ("Logo {name}",),
    "local_logo": ("Logo officiel {name}",),
    "water": ("Plan d'eau de {name}",),
    "postcard": ("Carte postale {name}",),
    "gone": ("{name} photo effacée",),
}
_SUFFIXES = {"arms": "svg", "flag": "svg", "map": "png", "logo": "png", "local_logo": "png"}
_FORMATS = {"tiff": "tif", "png": "png", "pdf": "pdf", "video": "webm"}
_MIME = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "pdf": "application/pdf",
    "webm": "video/webm",
}
_SIZES = ((4000, 2667), (4608, 3456), (3264, 2448), (5184, 3456), (1920, 1280), (1600, 1200), (1024, 768))
_ODD_SIZES = {"tiny": (220, 165), "panorama": (12_000, 1500), "upright": (2667, 4000)}
_ROLE_SIZES = {"arms": (600, 660), "flag": (900, 600), "map": (800, 760), "logo": (640, 320)}
_PARTS = re.compile(r"\(exemple ([0-9A-Z]+)(?:-(\d+))?\)\.(\w+)$")
PHOTOS = frozenset({"photo", "other", "water", "postcard"})


@dataclass(frozen=True, slots=True)
class File:
    """`name` is without "File:"; width and height in pixels; `variant` counts its place's photos."""

    name: str
    role: str
    place: Place
    variant: int
    mime: str
    width: int
    height: int

    @property
    def folder(self) -> str:
        """Where it is stored: a/ab, from the name."""
        digest = hashlib.md5(self.name.replace(" ", "_").encode(), usedforsecurity=False).hexdigest()
        return f"{digest[0]}/{digest[:2]}"


@dataclass(frozen=True)
class Files:
    """What there is; `find` reads a name, `name` writes it."""

    places: Places
    oddities: Assignment
    seed: int

    def name(self, place: Place, role: str, variant: int = 0) -> str:
        """The name of a place's file, without "File:"."""
        names = _NAMES[role]
        position = (place.position + variant) % len(names)
        stem = names[position].format(name=place.name, code=place.code)
        number = f"-{variant + 1}" if variant else ""
        return f"{stem} (exemple {place.key}{number}).{self._suffix(place, role)}"

    def _suffix(self, place: Place, role: str) -> str:
        if role == "photo":
            return _FORMATS.get(self.oddities.find("picture", place.position), "jpg")
        return _SUFFIXES.get(role, "jpg")

    def find(self, name: str) -> File | None:
        """The file of that name (without "File:", with spaces); None when there is none."""
        parts = _PARTS.search(name)
        position = self.places.by_key.get(parts[1]) if parts else None
        if parts is None or position is None:
            return None
        place, variant = self.places.rows[position], int(parts[2] or 1) - 1
        role = next((role for role in _NAMES if self.name(place, role, variant) == name), None)
        return self._describe(name, role, place, variant) if role else None

    def _describe(self, name: str, role: str, place: Place, variant: int) -> File:
        odd = self.oddities.find("picture", place.position) if role == "photo" else ""
        draw = Draw(self.seed, "file", place.key, role, variant)
        width, height = _ODD_SIZES.get(odd) or _ROLE_SIZES.get(role) or draw.pick(_SIZES)
        mime = _MIME[name.rpartition(".")[2]]
        return File(name, role, place, variant, mime, width, height)
