"""Which files a place's item and page show."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.files import Files
from sandbox.wikimedia.places import Place


@dataclass(frozen=True, slots=True)
class Chosen:
    """File names: those of the item (P18, with their rank), and that of the page (or None).

    A page image that is `local` is kept by French Wikipedia, because it is not free.
    """

    item: tuple[tuple[str, str], ...]
    page: str | None
    local: bool = False


# By oddity: the roles of the item's picture and of the page's.
_ROLES: dict[str, tuple[str | None, str | None]] = {
    "no_image": (None, None),
    "arms_only": (None, "arms"),
    "arms_raster": (None, "arms_raster"),
    "map_only": (None, "map"),
    "flag_only": (None, "flag"),
    "logo_only": (None, "logo"),
    "local_logo": (None, "local_logo"),
    "arms_on_page": ("photo", "arms"),
    "arms_on_item": ("arms", "photo"),
    "page_only": (None, "photo"),
    "other_on_page": ("photo", "other"),
    "file_gone": ("gone", None),
    "file_renamed": ("renamed", None),
    "pdf": ("photo", None),
    "video": ("photo", None),
    "plan_eau": ("water", "water"),
    "scan": ("postcard", "postcard"),
}


def choose(files: Files, oddities: Assignment, place: Place, variant: int) -> Chosen:
    """The pictures after `variant` changes of the place's photo."""
    odd = oddities.find("picture", place.position)
    on_item, on_page = _ROLES.get(odd, ("photo", "photo"))
    name = _namer(files, place, variant)
    item: tuple[tuple[str, str], ...] = ((name(on_item), "normal"),) if on_item else ()
    if odd == "several":
        item = ((name("other"), "normal"), (name("photo"), "preferred"))
    return Chosen(item, name(on_page) if on_page else None, local=on_page == "local_logo")


def _namer(files: Files, place: Place, variant: int) -> Callable[[str], str]:
    return lambda role: files.name(place, role, variant if role == "photo" else 0)
