"""The APIs, by the first part of the path: the name of the real host."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Api:
    """`limited`: whether its calls count in the limit per minute, which all of them share."""

    key: str
    root: str
    limited: bool = True


_REST = ("/fr.wikipedia.org/api/rest_v1", "/fr.wikipedia.org/w/rest.php")
APIS: tuple[Api, ...] = (
    Api("wikidata", "/www.wikidata.org/w/api.php"),
    Api("sparql", "/query.wikidata.org/sparql"),
    Api("wikipedia", "/fr.wikipedia.org/w/api.php"),
    *(Api("rest", root) for root in _REST),
    Api("commons", "/commons.wikimedia.org/w/api.php"),
    Api("media", "/upload.wikimedia.org/", limited=False),
    Api("media", "/thumb.wikimedia.org/", limited=False),
    Api("portal", "/api.wikimedia.org/"),
)


def find_api(path: str) -> Api | None:
    """The API that a path is part of."""
    return next((api for api in APIS if path.startswith(api.root)), None)
