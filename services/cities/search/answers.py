"""Answers that list towns, put together from bytes that were encoded before."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import orjson
from pydantic import TypeAdapter

from services.cities.columns.cells import Indexes
from services.cities.columns.communes import Communes
from services.cities.columns.items import complete_item
from services.cities.columns.prospects import Prospects
from services.cities.credits import find_credits, is_sample, tension_sources
from services.cities.schemas.references import Notice
from shared.events.importer import Source, SourceRef

_SHOWN = ("cities", "bassins", "rents", "typical-rents")
_SHOWN_FOR_AN_OCCUPATION = (*_SHOWN, "tensions", "offers")
_NOTICE = TypeAdapter(Notice | None)
_SOURCES = TypeAdapter(list[SourceRef])


def encode_towns(
    communes: Communes, prospects: Prospects, towns: Indexes, more: Sequence[bytes] | None = None
) -> bytes:
    """A JSON array of City objects; `more` has further fields of each, after a comma."""
    bassins = communes.traits.bassin[towns]
    tensions = prospects.levels[bassins].tolist()
    offers = communes.offers.find(prospects.occupations, towns, bassins)
    more = more or [b""] * len(towns)
    items, codes, photo = communes.items, communes.code_insee, prospects.photos.encode
    return encode_array(
        [
            complete_item(items[town], tension, offered, photo(codes[town]), extra)
            for town, tension, offered, extra in zip(towns.tolist(), tensions, offers, more, strict=True)
        ]
    )


def encode_credits(
    communes: Communes, prospects: Prospects, notice: Notice | None, more: tuple[SourceRef, ...] = ()
) -> dict[str, bytes]:
    """The members that every list of towns ends with: notice, sources (and some more), sample."""
    sources, sample = _encode_sources(communes, prospects.source, bool(prospects.occupations), more)
    return {"notice": _NOTICE.dump_json(notice), "sources": sources, "sample": sample}


@lru_cache(maxsize=4)
def _encode_sources(
    communes: Communes, tensions: Source | None, for_an_occupation: bool, more: tuple[SourceRef, ...]
) -> tuple[bytes, bytes]:
    """The same for every answer until the data change: whether for an occupation or not."""
    shown = _SHOWN_FOR_AN_OCCUPATION if for_an_occupation else _SHOWN
    sources = [*find_credits(shown, communes.sources, tension_sources(tensions)), *more]
    return _SOURCES.dump_json(sources), orjson.dumps(is_sample(sources))


def encode_array(items: Iterable[bytes]) -> bytes:
    """A JSON array of encoded items."""
    return b"[%b]" % b",".join(items)


def encode_object(members: Mapping[str, bytes]) -> bytes:
    """A JSON object of encoded members."""
    return b"{%b}" % b",".join(b'"%b":%b' % (name.encode(), value) for name, value in members.items())
