"""Ads as JSON bytes, the last ones kept."""

from collections import OrderedDict

import orjson

from sandbox.francetravail.offers.ad import WEEK_SECONDS, write_ad
from sandbox.francetravail.offers.reading import read_offer
from sandbox.francetravail.offers.stock import Stock

_MOST = 5000  # about 2.5 kB each


class Ads:
    """An ad changes only when it is brought up to date, so that most are written once."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._written: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()

    def write(self, slot: int, seconds: int) -> bytes:
        """The ad of the slot's present offer, as of `seconds` since EPOCH."""
        stock = self._stock
        weeks = (seconds - int(stock.created[slot])) // WEEK_SECONDS
        key = (slot, int(stock.generation[slot]), weeks)
        ad = self._written.get(key)
        if ad is None:
            ad = orjson.dumps(write_ad(read_offer(stock, slot), stock.world, seconds))
            self._written[key] = ad
            if len(self._written) > _MOST:
                self._written.popitem(last=False)
        else:
            self._written.move_to_end(key)
        return ad
