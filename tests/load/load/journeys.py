"""What visitors do, one after the other: each journey yields requests and is sent their answers."""

import json
import random
import re
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from tests.load.load.asking import Answer, Request

Journey = Generator[Request, Answer, None]
T = TypeVar("T")

_CODE = re.compile(rb'"code_insee":"(\w{5})"')
_ENVIRONMENTS = ("", "&environment=sea", "&environment=mountain", "&environment=countryside")
_SIZES = ("", "", "&size=small", "&size=medium", "&size=large")
_SORTS = ("tension", "population", "name", "match")
MAYBE_NONE = frozenset({"404", "410"})


@dataclass(frozen=True)
class Popular:
    """An occupation in a town that many look at, with offers that are known there."""

    rome: str
    city: str
    offers: list[str]


@dataclass(frozen=True)
class World:
    """What there is to ask for, the most popular first. `assets` are the site's files."""

    occupations: list[str]
    words: list[str]
    cities: list[tuple[str, str]]
    photos: list[str]
    departements: list[str]
    regions: list[str]
    helps: list[str]
    popular: list[Popular]
    assets: list[str]


class Rarely:
    """True so many times a second at most: what costs a call of a quota that nothing here can widen."""

    def __init__(self, per_second: float) -> None:
        self._pause = 1 / per_second
        self._next = time.monotonic()

    def __call__(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._pause
        return True


class Visitors:
    """Journeys at random: the same seed makes the same ones."""

    def __init__(self, world: World, seed: int, *, new_per_second: float) -> None:
        self._world = world
        self._random = random.Random(seed)
        self._new_offers, self._new_images = Rarely(new_per_second), Rarely(new_per_second)
        self._sums: dict[int, list[float]] = {}

    def address(self) -> str:
        """Of a household."""
        first, *rest = (self._random.randrange(1, 224), *(self._random.randrange(256) for _ in range(3)))
        return ".".join(map(str, (203 if first in {10, 127} else first, *rest)))

    def journey(self) -> Journey:
        kinds = (
            self.search,
            self.read_offers,
            self.compare,
            self.explore,
            self.ask_for_help,
            self.use_first_front,
        )
        (kind,) = self._random.choices(kinds, (40, 20, 16, 12, 7, 5))
        return kind()

    def _popular(self, values: Sequence[T]) -> T:
        """By Zipf's law."""
        sums = self._sums.setdefault(
            len(values), list(accumulate(1 / rank for rank in range(1, len(values) + 1)))
        )
        return self._random.choices(values, cum_weights=sums)[0]

    def _any(self, values: Sequence[T]) -> T:
        return self._random.choice(values)

    def _arrive(self) -> Journey:
        """Every other visitor has been here before, and has the site's files."""
        yield Request("site", "/")
        for asset in self._world.assets if self._random.random() < 0.5 else ():
            yield Request("site", asset)

    def _type(self, path: str, word: str) -> Journey:
        for length in range(3, min(len(word), 7), 2):
            yield Request("suggest", f"{path}?q={word[:length]}")

    def search(self) -> Journey:
        yield from self._arrive()
        yield from self._type("/api/v1/occupations/suggest", self._any(self._world.words))
        rome = self._popular(self._world.occupations)
        wanted = f"rome={rome}{self._any(_ENVIRONMENTS)}{self._any(_SIZES)}&sort={self._any(_SORTS)}"
        answer = yield Request("search", f"/api/v1/cities?{wanted}&facets=region,environment")
        if self._random.random() < 0.3:
            answer = yield Request("search", f"/api/v1/cities?{wanted}&page=2")
        found = [code.decode() for code in _CODE.findall(answer.body)]
        for code in self._random.sample(found, min(2, len(found))) or [self._town()]:
            yield Request("town", f"/api/v1/cities/{code}?rome={rome}")
            yield Request("portrait", f"/api/v1/portraits/communes/{code}", expects=MAYBE_NONE)
            yield self._image(code)
        yield Request("occupation", f"/api/v1/occupations/{rome}")

    def _town(self) -> str:
        return self._popular(self._world.cities)[0]

    def _image(self, code: str | None = None) -> Request:
        """Of a town that has been looked at before; rarely a new one, which costs a call to Commons."""
        if code is None or not self._new_images():
            code = self._popular(self._world.photos)
        path = f"/api/v1/portraits/communes/{code}/image?width={self._any((400, 800))}"
        return Request("image", path, expects=MAYBE_NONE)

    def read_offers(self) -> Journey:
        yield from self._arrive()
        wanted = self._popular(self._world.popular)
        here = f"rome={wanted.rome}&city={wanted.city}"
        yield Request("town", f"/api/v1/cities/{wanted.city}?rome={wanted.rome}")
        yield Request("offers", f"/api/v1/offers?{here}")
        for offer in wanted.offers:
            yield Request("offer", f"/api/v1/offers/{offer}", expects=MAYBE_NONE)
        yield Request("market", f"/api/v1/labour-market?{here}")
        yield Request("market", f"/api/v1/companies?{here}")
        if self._new_offers():
            rome, departement = self._any(self._world.occupations), self._any(self._world.departements)
            yield Request("new offers", f"/api/v1/offers?rome={rome}&departement={departement}")

    def compare(self) -> Journey:
        yield from self._arrive()
        towns = list(dict.fromkeys(self._popular(self._world.cities) for _ in range(self._any((2, 3, 4)))))
        rome = self._popular(self._world.occupations)
        for _, name in towns:
            yield from self._type("/api/v1/suggest", name)
        codes = "&".join(f"code={code}" for code, _ in towns)
        yield Request("compare", f"/api/v1/cities/compare?{codes}&rome={rome}")
        yield Request("town", f"/api/v1/cities/{towns[0][0]}/similar?rome={rome}")
        yield Request("town", f"/api/v1/cities/{towns[0][0]}/nearby?radius_km=30")
        yield self._image()

    def explore(self) -> Journey:
        yield from self._arrive()
        region, departement = self._any(self._world.regions), self._any(self._world.departements)
        yield Request("area", "/api/v1/regions")
        yield Request("area", f"/api/v1/regions/{region}")
        yield Request("area", f"/api/v1/departements/{departement}")
        yield Request("area", "/api/v1/outlines/regions")
        yield Request("area", f"/api/v1/criteria/regions?rome={self._popular(self._world.occupations)}")
        yield Request("search", f"/api/v1/cities?departement={departement}&per_page=20")
        yield self._image()

    def ask_for_help(self) -> Journey:
        yield from self._arrive()
        yield Request("helps", "/api/v1/helps")
        slug = self._any(self._world.helps)
        yield Request("helps", f"/api/v1/helps/{slug}")
        yield Request("reading", f"/api/v1/helps/{slug}/views", "POST")

    def use_first_front(self) -> Journey:
        yield Request("first front", "/api/cities/criterions")
        asked = json.dumps({"codeRome": [self._popular(self._world.occupations)]}).encode()
        yield Request("first front", "/api/cities/search", "POST", asked)
        yield Request("first front", f"/api/cities/load/{self._town()}")
