"""Towns near a town, and towns like it."""

import numpy as np
import orjson
from aiohttp import web

from services.cities.columns.communes import Communes
from services.cities.columns.likeness import LABELS
from services.cities.columns.prospects import NO_POSITION_KNOWN
from services.cities.columns.towns import refer_to_town
from services.cities.handlers.loaded import read_communes, read_prospects
from services.cities.schemas.neighbours import NearbyCities, NearbyQuery, SimilarCities, SimilarQuery
from services.cities.schemas.sheet import CityPath
from services.cities.search.answers import encode_credits, encode_object, encode_towns
from services.cities.search.nearby import find_nearby
from services.cities.search.similar import find_likenesses, find_similar
from shared.errors import NotFoundError
from shared.web.endpoints import Encoded


async def find_similar_cities(
    request: web.Request, path: CityPath, query: SimilarQuery
) -> Encoded[SimilarCities]:
    """Towns like a town elsewhere, and in what.

    With an occupation, towns where its tension is weaker than in the town come after the others; towns of
    its own bassin, which `nearby` has, come last. Former codes stand for
    their successor, arrondissements for their city.
    """
    communes = read_communes(request)
    origin = _find_town(communes, path)
    prospects = read_prospects(request, communes, query.rome)
    towns = find_similar(communes, origin, prospects.levels, query.limit)
    alike = [find_likenesses(communes, origin, town, prospects.levels) for town in towns.tolist()]
    criteria = find_likenesses(communes, origin, origin, prospects.levels)
    shown = [b',"alike":%b' % orjson.dumps(keys) for keys in alike]
    members = {
        "origin": _encode_origin(communes, origin),
        "criteria": orjson.dumps([{"key": key, "label": LABELS[key]} for key in criteria]),
        "items": encode_towns(communes, prospects, towns, shown),
        **encode_credits(communes, prospects, prospects.notice),
    }
    return Encoded(encode_object(members), cacheable=prospects.complete)


async def find_nearby_cities(
    request: web.Request, path: CityPath, query: NearbyQuery
) -> Encoded[NearbyCities]:
    """Towns around a town, as the crow flies.

    Former codes stand for their successor, arrondissements for their city.
    """
    communes = read_communes(request)
    origin = _find_town(communes, path)
    prospects = read_prospects(request, communes, query.rome)
    around = find_nearby(communes, origin, query.radius_km, query.sort)
    distances = around.distances_km[: query.limit].round(2).tolist()
    shown = [b',"distance_km":%b' % orjson.dumps(distance) for distance in distances]
    notice = NO_POSITION_KNOWN if np.isnan(communes.latitude[origin]) else prospects.notice
    members = {
        "origin": _encode_origin(communes, origin),
        "radius_km": orjson.dumps(query.radius_km),
        "items": encode_towns(communes, prospects, around.towns[: query.limit], shown),
        "total": b"%d" % len(around.towns),
        **encode_credits(communes, prospects, notice),
    }
    return Encoded(encode_object(members), cacheable=prospects.complete)


def _find_town(communes: Communes, path: CityPath) -> int:
    town = communes.find(path.code_insee)
    if town is None:
        raise NotFoundError(f"no commune has or had the INSEE code {path.code_insee}")
    return town


def _encode_origin(communes: Communes, origin: int) -> bytes:
    return refer_to_town(communes, origin).model_dump_json().encode()
