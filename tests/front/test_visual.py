"""What an eye would find on a picture of a page: what sticks out, overlaps, is cut off or too small to press.

Pictures are not compared with kept ones: fonts differ between machines, a layout holds with all of them.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.front.conftest import DESK, PHONE, TABLET, Visit
from tests.front.pictures import show_everything
from tests.front.whole_town import serve_with

Open = Callable[..., Visit]
SIZES = pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
SCRIPT = Path(__file__).with_name("visual.js").read_text(encoding="utf-8")
KEY_PAGES = (
    "/",
    "/villes?codeRome=J1506",
    "/rechercher?codeRome=J1506&poids=jobs:4,rent:2,sea:3",
    "/comparer?ville=17300&ville=63113&ville=59350&codeRome=J1506",
    "/metier/J1506",
    "/ville/35238-rennes?codeRome=J1506",
    "/ville/35238-rennes/metier?codeRome=J1506",
    "/ville/35238-rennes/services",
    "/ville/35238-rennes/proches",
    "/offres?codeRome=J1506&ville=35238",
    "/region/53-bretagne?codeRome=J1506",
    "/departement/35-ille-et-vilaine",
    "/aides",
    "/aides/visale",
    "/conseils-et-astuces/etape-4",
    "/mentions-legales",
    "/page-inconnue",
)


def defects(page: Page) -> list[str]:
    """Of the page as it stands, each with what it concerns; everything on it has been seen once."""
    show_everything(page)
    found: list[str] = page.evaluate(f"() => {{ {SCRIPT} }}")
    return found


@SIZES
@pytest.mark.parametrize("path", KEY_PAGES)
def test_nothing_is_out_of_place(visit: Open, path: str, size: tuple[int, int]):
    assert defects(visit(path, size=size).page) == []


@SIZES
def test_nothing_is_out_of_place_on_a_town_with_every_figure(visit: Open, size: tuple[int, int]):
    opened = visit("/faq", size=size)
    serve_with(opened.page)
    assert defects(opened.go("/ville/35238-rennes?codeRome=J1506&budget=600&surface=40")) == []


def test_what_is_out_of_place_is_found(visit: Open):
    """The check itself: each defect, made on purpose."""
    page = visit("/aides").page
    assert defects(page) == []
    page.evaluate(
        """() => {
            const [first, second] = document.querySelectorAll('main a');
            first.style.cssText = 'display: inline-block; width: 10px; height: 10px; overflow: hidden';
            second.style.cssText = 'position: relative; left: 3000px';
            document.querySelector('main p').style.cssText = 'height: 8px; overflow: hidden';
            document.querySelector('main h2').style.cssText = 'position: absolute; top: 0; left: 1rem';
        }"""
    )
    told = " ".join(defects(page))
    for defect in ("cut off", "sticks out", "small", "covered"):
        assert defect in told
