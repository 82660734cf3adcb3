"""Where the Action API of each wiki is."""

from aiohttp import web

from sandbox.wikimedia.action import commons, wikidata, wikipedia

ROUTES = tuple(
    method(f"/{host}/w/api.php", module.handle)
    for host, module in (
        ("www.wikidata.org", wikidata),
        ("fr.wikipedia.org", wikipedia),
        ("commons.wikimedia.org", commons),
    )
    for method in (web.get, web.post)
)
