"""The pages of French Wikipedia: what a title leads to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sandbox.wikimedia.intro import write_intro
from sandbox.wikimedia.items import PER_PLACE, Items
from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.choice import choose
from sandbox.wikimedia.pictures.files import Files
from sandbox.wikimedia.places import Place, Places
from sandbox.wikimedia.revisions import Revisions, Version

_FIRST_ID, _FIRST_DISAMBIGUATION_ID = 10_000_000, 20_000_000
_SECOND_TITLE = re.compile(r".* \((?:ancienne commune|commune déléguée|bourg)\) - (\w+)$")
_MERGED_TITLE = re.compile(r"Ancienne commune (\w{5}) \(exemple\)$")
_REDIRECT = re.compile(r"(.*) \((commune|hameau)\) - (\w+)$")
_WITH_DEPARTEMENT = re.compile(r"(.*) \(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Page:
    """`extract` is the introduction as plain text; `image` a file name without "File:"."""

    id: int
    title: str
    extract: str
    version: Version
    item_id: str | None = None
    image: str | None = None
    image_is_local: bool = False
    is_disambiguation: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """`to` is a title, `fragment` the section of it ("": the page itself)."""

    to: str
    fragment: str = ""


@dataclass(frozen=True)
class Wiki:
    """All that has a page or a picture."""

    places: Places
    oddities: Assignment
    files: Files
    revisions: Revisions
    items: Items
    seed: int

    def find(self, title: str) -> Page | Redirect | None:
        """What that normalised title leads to; None when there is no such page."""
        position = self._position(title)
        if position is not None:
            return self._article(self.places.rows[position], title)
        return self._redirect(title) or self._second(title) or self._disambiguation(title)

    def find_by_id(self, page_id: int) -> Page | None:
        """The page of that id, wherever it was moved to."""
        position, rank = divmod(page_id - _FIRST_ID, PER_PLACE)
        if not 0 <= position < len(self.places.rows):
            return None
        place = self.places.rows[position]
        item = self.items.find(self.items.id_of(place, rank)) if rank else None
        page = self.find(self._title(place) if rank == 0 else (item and item.sitelink) or "")
        return page if isinstance(page, Page) and page.id == page_id else None

    def find_by_name(self, name: str) -> list[Page]:
        """What a search for that name gives: its own page, and those of all who bear it."""
        titles = [name, *(self._title(self.places.rows[one]) for one in self.places.by_name.get(name, []))]
        pages = [self.find(title) for title in dict.fromkeys(titles) if title]
        return [page for page in pages if isinstance(page, Page)]

    def _title(self, place: Place) -> str:
        edits = self.revisions.edits.get(place.position)
        return (edits.moved_to if edits else None) or place.title

    def _position(self, title: str) -> int | None:
        for position, edits in self.revisions.edits.items():
            if edits.moved_to == title:
                return position
        return self.places.by_title.get(title)

    def _article(self, place: Place, title: str) -> Page | Redirect | None:
        edits = self.revisions.edits.get(place.position)
        if edits is not None and edits.missing:
            return None
        if edits is not None and edits.moved_to and edits.moved_to != title:
            return Redirect(edits.moved_to)
        version = self.revisions.find(place.position)
        chosen = choose(self.files, self.oddities, place, version.picture)
        return Page(
            id=_FIRST_ID + place.position * PER_PLACE,
            title=title,
            extract=self._extract(place, version),
            version=version,
            item_id=self.items.id_of(place),
            image=(edits.file if edits else None) or chosen.page,
            image_is_local=chosen.local,
            place=place,
        )

    def _extract(self, place: Place, version: Version) -> str:
        edits = self.revisions.edits.get(place.position)
        if edits is not None and edits.extract is not None:
            return edits.extract
        if self.oddities.find("page", place.position) == "empty_extract":
            return ""
        odd = frozenset(self.oddities.find_texts(place.position))
        return _write(place, odd, self.seed, version.text)

    def _redirect(self, title: str) -> Redirect | None:
        parts = _REDIRECT.match(title)
        if parts and parts[3] in self.places.by_key:
            place = self.places.rows[self.places.by_key[parts[3]]]
            if parts[2] == "commune":
                return Redirect(self._title(place))
            neighbour = self.places.rows[place.position - 1]
            return Redirect(self._title(neighbour), "Histoire")
        parts = _WITH_DEPARTEMENT.match(title)
        positions = self.places.by_name.get(parts[1], []) if parts else []
        if parts and len(positions) == 1 and self.places.rows[positions[0]].departement == parts[2]:
            return Redirect(self._title(self.places.rows[positions[0]]))
        return None

    def _second(self, title: str) -> Page | None:
        parts, merged = _SECOND_TITLE.match(title), _MERGED_TITLE.match(title)
        position = self.places.by_key.get(parts[1]) if parts else None
        rank = 1
        if merged:
            position = self.places.by_former_code.get(merged[1])
            rank = 2 + self.places.rows[position].former_codes.index(merged[1]) if position is not None else 0
        if position is None:
            return None
        place = self.places.rows[position]
        return Page(
            id=_FIRST_ID + place.position * PER_PLACE + rank,
            title=title,
            extract=f"{place.name} est une ancienne commune française (autre page, d'exemple).",
            version=self.revisions.find(position),
            item_id=self.items.id_of(place, rank),
            image=self.files.name(place, "other"),
        )

    def _disambiguation(self, title: str) -> Page | None:
        name = title.removesuffix(" (homonymie)")
        positions = self.places.by_name.get(name)
        if not positions:
            return None
        titles = "\n".join(f"{self.places.rows[one].title}, commune française ;" for one in positions)
        return Page(
            id=_FIRST_DISAMBIGUATION_ID + positions[0],
            title=title,
            extract=f"{name} peut désigner :\n{titles}",
            version=self.revisions.find(positions[0]),
            is_disambiguation=True,
        )


@lru_cache(maxsize=20_000)
def _write(place: Place, odd: frozenset[str], seed: int, variant: int) -> str:
    return write_intro(place, set(odd), seed=seed, variant=variant)
