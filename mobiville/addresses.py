"""The addresses of the site's pages, and those that have moved.

gateway/nginx and front/src/app/routes.tsx have the same.
"""

import re

_PAGES = re.compile(
    r"/(?:(?:villes|rechercher|comparer|favoris|faq|mentions-legales|accessibilite"
    r"|metier/[^/]+|region/[^/]+|departement/[^/]+|ville/[^/]+(?:/(?:metier|services|proches))?"
    r"|(?:offres|aides|conseils-et-astuces)(?:/[^/]+)?)/?)?"
)
_FILE = re.compile(r"/[^/]*\.[a-z0-9]{2,11}$")
_MOVED = tuple(
    (re.compile(old + "/?"), new)
    for old, new in (
        (r"/cities", "/villes"),
        (r"/city/([^/]+)", r"/ville/\1"),
        (r"/city/([^/]+)/job", r"/ville/\1/metier"),
        (r"/city/([^/]+)/life", r"/ville/\1/services"),
        (r"/ville/([^/]+)/villes-proches", r"/ville/\1/proches"),
        (r"/accessibility", "/accessibilite"),
        (r"/mobility-guide", "/conseils-et-astuces"),
        (r"/aides-(?:filters|filtres|search|recherche)", "/aides"),
        (r"/legal", "/mentions-legales"),
    )
)


def is_page(path: str) -> bool:
    """Whether the site has a page there, such as /ville/35238-rennes; what it is about may not exist."""
    return _PAGES.fullmatch(path) is not None and not _FILE.search(path)


def find_new_address(raw_path: str) -> str | None:
    """Where the page of an old address is now, with its query as it was sent; None when it has not moved."""
    path, mark, query = raw_path.partition("?")
    for old, new in _MOVED:
        if match := old.fullmatch(path):
            return match.expand(new) + mark + query
    return None
