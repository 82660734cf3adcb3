"""What a search keeps: a filter says which of some positions it lets through."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.geography import Flags
from sandbox.francetravail.occupations import Coded
from sandbox.francetravail.offers.slots import Positions
from sandbox.francetravail.offers.stock import Stock
from sandbox.francetravail.switches import Switches


@dataclass(frozen=True)
class Market:
    """The offers at one moment (`seconds` since EPOCH), and how the stand-in is set to behave."""

    stock: Stock
    seconds: int
    switches: Switches


Filter = Callable[[Market, Positions], Flags]
Reader = Callable[[str, str, Market], Filter]
"""Makes a filter out of a parameter's name and text; BadParameterError."""


def keep_codes(column: str, table: Collection[Coded], codes: Collection[str]) -> Filter:
    """The offers whose `column`, a position in the table, stands for one of the codes."""
    wanted = np.array([entry.code in codes for entry in table])
    return lambda market, positions: _column(market, column, positions, wanted)


def _column(market: Market, column: str, positions: Positions, wanted: Flags) -> Flags:
    values: NDArray[np.uint8] = getattr(market.stock.attributes, column)[positions]
    flags: Flags = wanted[values]
    return flags


def keep_equal(column: str, value: int) -> Filter:
    """The offers whose `column` holds the value."""
    return lambda market, positions: getattr(market.stock.attributes, column)[positions] == value


def keep_between(column: str, low: float, high: float) -> Filter:
    """The offers whose `column` is told (not 0) and from low to high."""

    def keep(market: Market, positions: Positions) -> Flags:
        values = getattr(market.stock.attributes, column)[positions]
        flags: Flags = (values > 0) & (values >= low) & (values <= high)
        return flags

    return keep


def keep_either(*filters: Filter) -> Filter:
    """The offers that one of the filters keeps."""

    def keep(market: Market, positions: Positions) -> Flags:
        flags = [one(market, positions) for one in filters]
        either: Flags = np.logical_or.reduce(flags)
        return either

    return keep
