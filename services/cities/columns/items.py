"""Towns as JSON, encoded once: what depends on the occupation is added when an answer is made."""

from operator import itemgetter
from typing import Any

import orjson

from services.cities.columns.areas import Areas
from services.cities.columns.offers import Level

# A commune's row with its bassin (or None), rent_m2, environments and size.
Town = dict[str, Any]

_PLAIN = (
    "population",
    "latitude",
    "longitude",
    "altitude_m",
    "sea_distance_km",
    "rent_m2",
    "environments",
    "size",
)
_plain_values = itemgetter(*_PLAIN)
_TENSIONS = [b',"tension":null', *(b',"tension":%d' % level for level in range(1, 6))]


def encode_item(town: Town, regions: Areas, departements: Areas, bassins: Areas) -> bytes:
    """The fields of schemas.search.CityItem but `tension`, `offers` and `photo`, the object not closed."""
    bassin = town["bassin"]
    fields = {
        "code_insee": town["code_insee"],
        "name": town["name"],
        "departement": departements.refer(town["departement"]),
        "region": regions.refer(town["region"]),
        "bassin": bassin and {"id": bassin, "name": bassins.name(bassin)},
        **dict(zip(_PLAIN, _plain_values(town), strict=True)),
    }
    return orjson.dumps(fields)[:-1]


def complete_item(
    item: bytes, tension: int, offers: tuple[int, Level] | None, photo: bytes, more: bytes = b""
) -> bytes:
    """The whole object; tension 0 is unknown, `photo` and `more` are further fields, each after a comma."""
    counted = b"null" if offers is None else b'{"count":%d,"level":"%b"}' % (offers[0], offers[1].encode())
    return b'%b%b,"offers":%b%b%b}' % (item, _TENSIONS[tension], counted, photo, more)
