"""Towns of a search in the order of what the person weighs."""

from collections.abc import Mapping

from services.cities.columns.communes import Communes
from services.cities.columns.living import Living
from services.cities.columns.prospects import Prospects
from services.cities.columns.tastes import Taste
from services.cities.credits import find_credits
from services.cities.schemas.search import CityQuery
from services.cities.search.answers import encode_credits, encode_towns
from services.cities.search.match_lines import describe_basis, explain_matches
from services.cities.search.matching import Matching, match_towns, rank_matches
from services.cities.search.selection import Selection
from shared.errors import InvalidRequestError
from shared.events.importer import SourceRef

_FROM = {Taste.SERVICES: ("equipment", "equipment-types"), Taste.CLIMATE: ("temperatures",)}


def list_matches(
    living: Living | None, query: CityQuery, communes: Communes, prospects: Prospects, selection: Selection
) -> dict[str, bytes]:
    """The members of a page that depend on the order: towns with their scores, and what they are based on."""
    matching = match_towns(communes, living, prospects, _read_weights(query), _find_place(communes, query))
    start = (query.page - 1) * query.per_page
    towns = rank_matches(communes, selection, matching, start, start + query.per_page)
    matches = explain_matches(communes, matching, towns)
    more = [b',"match":' + match.model_dump_json().encode() for match in matches]
    return {
        "items": encode_towns(communes, prospects, towns, more),
        "match": describe_basis(communes, matching).model_dump_json().encode(),
        **encode_credits(communes, prospects, prospects.notice, _credits(living, matching)),
    }


def _read_weights(query: CityQuery) -> Mapping[Taste, int]:
    weights = query.weights or _usual_weights(query)
    if Taste.JOBS in weights and not query.rome:
        raise InvalidRequestError([{"parameter": "weights", "message": "jobs needs rome: whose jobs?"}])
    if (Taste.DISTANCE in weights) != (query.near is not None):
        message = (
            "distance needs near: from where?" if query.near is None else "near needs a weight of distance"
        )
        raise InvalidRequestError([{"parameter": "weights", "message": message}])
    return weights


def _usual_weights(query: CityQuery) -> dict[Taste, int]:
    """Those of who has not moved a slider yet."""
    weights = {Taste.RENT: 2, Taste.SERVICES: 2}
    if query.rome:
        weights[Taste.JOBS] = 3
    if query.near is not None:
        weights[Taste.DISTANCE] = 2
    return weights


def _find_place(communes: Communes, query: CityQuery) -> int | None:
    if query.near is None:
        return None
    place = communes.find(query.near)
    if place is None:
        message = f"no commune has or had the INSEE code {query.near}"
        raise InvalidRequestError([{"parameter": "near", "message": message}])
    return place


def _credits(living: Living | None, matching: Matching) -> tuple[SourceRef, ...]:
    used = [dataset for taste in matching.suitings for dataset in _FROM.get(taste, ())]
    return tuple(find_credits(used, living.sources)) if living else ()
