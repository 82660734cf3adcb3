"""Bassins, departements and regions as sums of parts of bassins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from services.tensions.queries.index import BassinPart

AreaKind = Literal["bassin", "departement", "region"]


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of one kind, in the order of their codes. Matrices are areas x bassins: those of `columns`.

    `weights`: the people of the bassin who live in the area; communes instead of people in an area where no
    population is known. `shares`: which part of the bassin's people live in the area, 0 to 1.
    `names` are those of bassins; the service knows departements and regions by their codes.
    `population`: people of each area, 0 when unknown.
    """

    codes: tuple[str, ...]
    names: tuple[str | None, ...]
    row: Mapping[str, int]
    weights: NDArray[np.float64]
    shares: NDArray[np.float64]
    members: NDArray[np.float64]
    communes: NDArray[np.float64]
    population: NDArray[np.float64]
    columns: NDArray[np.intp]

    def only(self, code: str) -> "Areas":
        """The one area of that code, with its bassins only; KeyError when there is none."""
        row = self.row[code]
        columns = np.flatnonzero(self.members[row])
        one = np.ix_(np.array([row]), columns)
        return Areas(
            codes=(code,),
            names=(self.names[row],),
            row={code: 0},
            weights=self.weights[one],
            shares=self.shares[one],
            members=self.members[one],
            communes=self.communes[one],
            population=self.population[[row]],
            columns=columns,
        )


def build_areas(kind: AreaKind, bassins: Sequence[str], parts: Sequence[BassinPart]) -> Areas:
    """The areas of a kind; of the bassins also those that no commune belongs to."""
    column = {code: place for place, code in enumerate(bassins)}
    in_areas = [(str(getattr(part, kind)), part) for part in parts]
    codes = tuple(sorted({area for area, _ in in_areas}.union(bassins if kind == "bassin" else ())))
    row = {code: place for place, code in enumerate(codes)}
    shape = (len(codes), len(bassins))
    people, communes = np.zeros(shape), np.zeros(shape)
    members = np.eye(len(bassins)) if kind == "bassin" else np.zeros(shape)
    for area, part in in_areas:
        place = row[area], column[part.bassin]
        people[place] += part.population or 0
        communes[place] += part.communes
        members[place] = 1
    names = {part.bassin: part.name for part in parts} if kind == "bassin" else {}
    by_bassin = _weights(people, communes, members, axis=0)
    return Areas(
        codes=codes,
        names=tuple(names.get(code) for code in codes),
        row=row,
        weights=_weights(people, communes, members, axis=1),
        shares=by_bassin / np.maximum(by_bassin.sum(axis=0), 1e-9),
        members=members,
        communes=communes,
        population=people.sum(axis=1),
        columns=np.arange(len(bassins)),
    )


def _weights(
    people: NDArray[np.float64],
    communes: NDArray[np.float64],
    members: NDArray[np.float64],
    *,
    axis: Literal[0, 1],
) -> NDArray[np.float64]:
    """People; along the axis where there are none, communes; where there are none either, 1 per member."""
    counted = np.where(communes.sum(axis, keepdims=True) > 0, communes, members)
    return np.where(people.sum(axis, keepdims=True) > 0, people, counted)
