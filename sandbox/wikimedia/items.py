"""The items of Wikidata: one for each place, and those that are in the way."""

from dataclasses import dataclass
from functools import lru_cache

from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.choice import choose
from sandbox.wikimedia.pictures.files import Files
from sandbox.wikimedia.places import COMMUNE_CODE, Place, Places, is_renumbered
from sandbox.wikimedia.revisions import Revisions, Version

COMMUNE, DELEGATED, ARRONDISSEMENT = "Q484170", "Q21869758", "Q702842"
DEPARTEMENT, REGION, FRANCE = "Q6465", "Q36784", "Q142"
_CLASSES = {
    "commune": COMMUNE,
    "arrondissement": ARRONDISSEMENT,
    "departement": DEPARTEMENT,
    "region": REGION,
}
_FIRST = 200_000_000
# Ranks that a place has for the items that are its own, or in its way.
PER_PLACE = 50
_MAIN, _SECOND, _MERGED = 0, 1, 2
_SECONDS = {"former_same_code", "former_unknown_end", "delegated_same_code", "duplicate_item", "two_current"}
_NAMES_OF_SECONDS = {
    "former_same_code": "{name} (ancienne commune)",
    "former_unknown_end": "{name} (ancienne commune)",
    "delegated_same_code": "{name} (commune déléguée)",
    "two_current": "{name} (bourg)",
}

# What the item says that the page is called, when it is called otherwise.
_SITELINKS = {
    "moved": "{name} (commune) - {key}",
    "redirect_elsewhere": "{name} (hameau) - {key}",
    "disambiguation": "{name} (homonymie)",
    "missing": "{name} (page supprimée)",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A statement of an official code: `value` None is snaktype novalue; `end` a qualifier P582."""

    property: str
    value: str | None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """`dissolved` (P576): a date, "" when it is not known, None when it stands. `images`: P18 with ranks."""

    id: str
    place: Place
    label: str
    classes: tuple[str, ...]
    codes: tuple[Code, ...]
    version: Version
    dissolved: str | None = None
    sitelink: str | None = None
    images: tuple[tuple[str | None, str], ...] = ()
    category: str | None = None


class Items:
    """Drawn when they are asked for; ids say whose they are."""

    def __init__(self, places: Places, oddities: Assignment, files: Files, revisions: Revisions) -> None:
        self._places, self._oddities, self._files = places, oddities, files
        self._revisions = revisions
        self._read = lru_cache(maxsize=50_000)(self._draw)

    def find(self, item_id: str) -> Item | None:
        """The item of an id such as Q200000050, as it is at the clock's time."""
        number = int(item_id[1:]) - _FIRST if item_id[:1] == "Q" and item_id[1:].isdecimal() else -1
        position, rank = divmod(number, PER_PLACE)
        if not 0 <= position < len(self._places.rows):
            return None
        return self._read(position, rank, self._revisions.find(position))

    def id_of(self, place: Place, rank: int = _MAIN) -> str:
        """The id of a place's item; ranks from 1 are those that are in its way."""
        return _id(self._owner(place), rank)

    def find_by_code(self, code_property: str, code: str) -> list[Item]:
        """The items that have this code in a statement, ended or not, in the order of their ids."""
        ids = self._ids(code_property, code)
        items = [item for item in map(self.find, sorted(ids)) if item is not None]
        return [item for item in items if any(one.value == code for one in item.codes)]

    def _ids(self, code_property: str, code: str) -> set[str]:
        ids: set[str] = set()
        position = self._places.by_code.get((code_property, code))
        if position is not None:
            ids |= {_id(position, _MAIN), _id(position, _SECOND)}
            if self._oddities.find("item", position) == "code_ended":
                ids.add(_id(position - 1, _MAIN))
        former = self._places.by_former_code.get(code)
        if former is not None and code_property == COMMUNE_CODE:
            rank = self._places.rows[former].former_codes.index(code)
            ids.add(_id(former, _MERGED + rank))
        if code_property == COMMUNE_CODE and code.startswith("20"):
            ids |= {_id(self._places.by_key[key], _MAIN) for key in self._renumbered(code)}
        return ids

    def _renumbered(self, code: str) -> list[str]:
        keys = (f"{departement}{code[2:]}" for departement in ("2A", "2B"))
        return [key for key in keys if key in self._places.by_key]

    def _owner(self, place: Place) -> int:
        return self._places.by_code[place.codes[0]]

    def _draw(self, position: int, rank: int, version: Version) -> Item | None:
        place = self._places.rows[position]
        if self._owner(place) != position:
            return None
        if rank == _MAIN:
            return self._draw_main(place, version)
        if rank == _SECOND:
            return self._draw_second(place, version)
        return self._draw_merged(place, rank, version)

    def _draw_main(self, place: Place, version: Version) -> Item:
        odd = self._oddities.find("item", place.position)
        edits = self._revisions.edits.get(place.position)
        chosen = choose(self._files, self._oddities, place, version.picture)
        images: tuple[tuple[str | None, str], ...] = chosen.item
        if odd == "unknown_code":
            images = ((None, "normal"),)
        elif edits is not None and edits.file is not None:
            images = ((edits.file, "normal"),)
        return Item(
            id=_id(place.position, _MAIN),
            place=place,
            label=place.name,
            classes=self._classes(place),
            codes=self._codes(place, odd),
            version=version,
            sitelink=None if odd == "no_sitelink" else self._sitelink(place),
            images=images,
            category=place.name,
        )

    def _classes(self, place: Place) -> tuple[str, ...]:
        merged = "Q2989454" if place.former_codes and not is_renumbered(place) else None
        found = [_CLASSES[place.kind], merged]
        if len(place.codes) > 1:
            found.append(DEPARTEMENT)
        return tuple(one for one in found if one)

    def _codes(self, place: Place, odd: str) -> tuple[Code, ...]:
        if odd == "no_code":
            return ()
        if odd == "unknown_code":
            return (Code(COMMUNE_CODE, None),)
        codes = [Code(name, value) for name, value in place.codes]
        if place.kind == "commune" and is_renumbered(place):
            codes.append(Code(COMMUNE_CODE, f"20{place.code[2:]}", "1976-01-01"))
        follower = place.position + 1
        if follower < len(self._places.rows) and self._oddities.find("item", follower) == "code_ended":
            codes.append(Code(COMMUNE_CODE, self._places.rows[follower].code, "2016-12-31"))
        return tuple(codes)

    def _sitelink(self, place: Place) -> str:
        edits = self._revisions.edits.get(place.position)
        if edits is not None and edits.moved_to:
            return edits.moved_to
        form = _SITELINKS.get(self._oddities.find("page", place.position))
        return form.format(name=place.name, key=place.key) if form else place.title

    def _draw_second(self, place: Place, version: Version) -> Item | None:
        odd = self._oddities.find("item", place.position)
        if odd not in _SECONDS:
            return None
        title = _NAMES_OF_SECONDS.get(odd)
        return Item(
            id=_id(place.position, _SECOND),
            place=place,
            label=place.name,
            classes=(DELEGATED,) if odd == "delegated_same_code" else (COMMUNE,),
            codes=(Code(COMMUNE_CODE, place.code),),
            version=version,
            dissolved={"former_same_code": "2015-12-31", "former_unknown_end": ""}.get(odd),
            sitelink=f"{title.format(name=place.name)} - {place.key}" if title else None,
        )

    def _draw_merged(self, place: Place, rank: int, version: Version) -> Item | None:
        former = place.former_codes[rank - _MERGED : rank - _MERGED + 1]
        if not former or is_renumbered(place):
            return None
        return Item(
            id=_id(place.position, rank),
            place=place,
            label=f"Ancienne commune {former[0]} (exemple)",
            classes=(COMMUNE,),
            codes=(Code(COMMUNE_CODE, former[0]),),
            version=version,
            dissolved="2018-12-31",
            sitelink=f"Ancienne commune {former[0]} (exemple)",
        )


def _id(position: int, rank: int) -> str:
    return f"Q{_FIRST + position * PER_PLACE + rank}"
