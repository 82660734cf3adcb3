"""axe finds nothing on any page, in any state, whatever the screen, light or dark."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.front.conftest import DESK, PHONE, ROOT, TABLET, Visit
from tests.front.whole_town import serve_with

Open = Callable[..., Visit]

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


def violations_in_both_themes(page: Page) -> list[object]:
    found: list[object] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += violations(page)
    return found


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_found_on_a_page(visit: Open, path: str, size: tuple[int, int]):
    page = visit(path, size=size).page
    assert page.locator("h1").count() == 1
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_found_on_an_offer(visit: Open, size: tuple[int, int]):
    opened = visit("/offres?codeRome=J1506&ville=35238", size=size)
    page = opened.page
    page.get_by_role("main").get_by_role("heading", level=3).first.get_by_role("link").click()
    page.wait_for_url("**/offres/*")
    opened.settle()
    assert violations_in_both_themes(page) == []


def test_nothing_is_found_on_an_offer_that_is_gone(visit: Open):
    assert violations_in_both_themes(visit("/offres/000AAAA", size=PHONE).page) == []


def test_nothing_is_found_when_the_button_makes_it_dark(visit: Open):
    page = visit("/ville/35238-rennes?codeRome=J1506").page
    for theme in ("clair", "sombre"):
        page.get_by_role("button", name=re.compile("^Thème")).click()
        expect(page.get_by_role("button", name=f"Thème {theme}")).to_be_visible()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert violations(page) == []


def test_nothing_is_found_while_a_score_is_explained(visit: Open):
    page = visit("/rechercher?codeRome=J1506&poids=jobs:4,sea:3", size=PHONE).page
    page.locator("summary").first.click()
    expect(page.locator("details[open]").first).to_be_visible()
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize(
    "path",
    ["/faq", "/ville/35238-rennes", "/ville/35238-rennes/services", "/offres?codeRome=J1506&ville=35238"],
)
def test_nothing_is_found_with_everything_unfolded(visit: Open, path: str):
    opened = visit("/aides", size=PHONE)
    serve_with(opened.page)
    page = opened.go(path)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    folded = page.locator("button[aria-expanded=false]:visible")
    while folded.count():
        folded.first.click()
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize("without", ["CITIES", "JOBS", "TENSIONS", "ENRICHMENT"], indirect=True)
@pytest.mark.parametrize(
    ("path", "size"),
    [("/", PHONE), ("/villes?codeRome=J1506", DESK), ("/ville/35238-rennes?codeRome=J1506", PHONE)],
)
def test_nothing_is_found_while_a_service_is_down(without: Open, path: str, size: tuple[int, int]):
    assert violations_in_both_themes(without(path, size=size).page) == []


def test_nothing_is_found_while_suggestions_are_open(visit: Open):
    page = visit("/").page
    page.get_by_role("combobox", name="Quel métier").press_sequentially("infirm")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []


def test_nothing_is_found_with_the_menu_and_the_filters_open(visit: Open):
    page = visit("/villes?codeRome=J1506&comparer=13055,06088", size=PHONE).page
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Filtres").click()
    assert violations(page) == []


def test_nothing_is_found_on_the_map_of_a_phone(visit: Open):
    page = visit("/villes?codeRome=J1506&vue=carte", size=PHONE).page
    page.locator(".leaflet-interactive").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_at_200_percent_zoom(visit: Open, path: str):
    """1280 px at 200 % are 640; a phone of 320 is what 400 % make of it (reflow)."""
    for width in (640, 320):
        page = visit(path, size=(width, 480)).page
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), width
