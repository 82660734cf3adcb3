"""The parameters that say when an offer was published."""

from collections.abc import Mapping
from datetime import datetime

from sandbox.clock import PARIS
from sandbox.francetravail.geography import Flags
from sandbox.francetravail.offers import formats
from sandbox.francetravail.offers.filters import Filter, Market
from sandbox.francetravail.offers.slots import Positions
from sandbox.francetravail.offers.stock import to_seconds

_DAY = 86_400


def read_dates(query: Mapping[str, str], market: Market) -> list[Filter]:
    """publieeDepuis, and minCreationDate with maxCreationDate."""
    return [*_read_age(query, market), *_read_window(query, market)]


def _read_age(query: Mapping[str, str], market: Market) -> list[Filter]:
    if "publieeDepuis" not in query:
        return []
    days = ["1", "3", "7", "14", "31"]
    chosen = formats.read_choice("publieeDepuis", query["publieeDepuis"], days, "1, 3, 7, 14 ou 31")
    return [_created_between(market.seconds - int(chosen) * _DAY, market.seconds)]


def _read_window(query: Mapping[str, str], market: Market) -> list[Filter]:
    names = ("minCreationDate", "maxCreationDate")
    given = [name for name in names if name in query]
    if not given:
        return []
    if len(given) == 1:
        raise formats.dependent(*names)
    first, last = (_read_moment(name, query[name], market) for name in names)
    return [_created_between(to_seconds(first), to_seconds(last))]


def _read_moment(name: str, text: str, market: Market) -> datetime:
    moment = formats.read_moment(name, text)
    return moment.replace(tzinfo=PARIS) if market.switches.creation_dates == "paris" else moment


def _created_between(first: int, last: int) -> Filter:
    def keep(market: Market, positions: Positions) -> Flags:
        created = market.stock.created[positions]
        flags: Flags = (created >= first) & (created <= last)
        return flags

    return keep
