"""The addresses of pages, which the site, nginx and the embedded run must agree on."""

import re
from pathlib import Path

import pytest

from mobiville.addresses import find_new_address, is_page

_TABLE = Path(__file__).resolve().parents[2] / "front" / "src" / "app" / "routes.tsx"
ROUTES = [
    re.sub(r":\w+", "x-1", path) for path in re.findall(r'^  \["(/[^"]*)"', _TABLE.read_text(), re.MULTILINE)
]


def test_every_route_of_the_site_is_a_page():
    assert len(ROUTES) > 20
    assert [path for path in ROUTES if not is_page(path)] == []


@pytest.mark.parametrize(
    "path", ["/inconnue", "/ville", "/ville/35238/rien", "/faq/x", "/villes/x", "//", "/ville/photo.webp"]
)
def test_nothing_else_is(path: str):
    assert not is_page(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/cities?codeRome=J1506", "/villes?codeRome=J1506"),
        ("/city/59350-LILLE/", "/ville/59350-LILLE"),
        ("/city/07132-L%27%C3%89COLE/job?a=%20", "/ville/07132-L%27%C3%89COLE/metier?a=%20"),
        ("/city/59350-LILLE/life", "/ville/59350-LILLE/services"),
        ("/ville/59350-LILLE/villes-proches", "/ville/59350-LILLE/proches"),
        ("/aides-filtres?project=1", "/aides?project=1"),
        ("/legal", "/mentions-legales"),
        ("/city", None),
        ("/villes", None),
        ("/legalize", None),
    ],
)
def test_old_addresses_have_moved(old: str, new: str | None):
    assert find_new_address(old) == new
