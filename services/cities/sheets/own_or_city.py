"""Figures of an arrondissement, or its city's where it has none of its own."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from services.cities.queries.towns import TownRows
from services.cities.sheets.subject import Identity

FigureT = TypeVar("FigureT")


class OwnOrCity:
    """`from_city` lists what was taken from the city."""

    def __init__(self, identity: Identity, rows: Mapping[str, TownRows]) -> None:
        self._population = identity.population
        self._own = rows.get(identity.code_insee)
        self._city = rows.get(identity.parent) if identity.parent else None
        self.from_city: list[str] = []

    def find(self, name: str, figure: Callable[[TownRows], FigureT | None]) -> FigureT | None:
        """The figure, None when unknown; an empty list is as good as none."""
        if self._own and (own := figure(self._own)):
            return own
        if self._city and (found := figure(self._city)):
            self.from_city.append(name)
            return found
        return None

    def population(self, name: str) -> int | None:
        """The people that a figure is to be divided by: those of whom it is told."""
        if name not in self.from_city:
            return self._population
        return self._city.commune.population if self._city and self._city.commune else None
