"""axe finds nothing on any page, on a phone or a desk, light or dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.front.conftest import DESK, PHONE, ROOT, Visit

AXE = (ROOT / "front" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PAGES = Path(__file__).with_name("pages.txt").read_text(encoding="utf-8").split()
# without preload, for which axe writes style sheets into the page: the policy refuses them and says so
_RUN = """async () => (await axe.run(document, {preload: false, runOnly:
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
})).violations.map(({id, nodes}) => [id, nodes.map(node => node.html.slice(0, 200))])"""


def violations(page: Page) -> list[object]:
    """Of the page as it is; axe is given to the debugger, which no policy of the page concerns."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    found: list[object] = page.evaluate(_RUN)
    return found


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_found_on_a_page(visit: Callable[..., Visit], path: str, size: tuple[int, int]):
    page = visit(path, size=size).page
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_nothing_is_found_while_suggestions_are_open(visit: Callable[..., Visit]):
    page = visit("/").page
    page.get_by_role("combobox", name="Quel métier").press_sequentially("infirm")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []


def test_nothing_is_found_with_the_menu_and_the_filters_open(visit: Callable[..., Visit]):
    page = visit("/villes?codeRome=J1506&comparer=13055,06088", size=PHONE).page
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Filtres").click()
    assert violations(page) == []


def test_nothing_is_found_on_the_map_of_a_phone(visit: Callable[..., Visit]):
    page = visit("/villes?codeRome=J1506&vue=carte", size=PHONE).page
    page.locator(".leaflet-interactive").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_at_200_percent_zoom(visit: Callable[..., Visit], path: str):
    """1280 px at 200 % are 640; a phone of 320 is what 400 % make of it (reflow)."""
    for width in (640, 320):
        page = visit(path, size=(width, 480)).page
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), width
