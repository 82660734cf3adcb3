"""Towns side by side: their best figures, how they differ from where one lives, on a phone and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.front.conftest import DESK, PHONE, Visit
from tests.front.test_visual import defects
from tests.front.whole_comparison import serve_figures

Open = Callable[..., Visit]
TWO = "/comparer?ville=17300&ville=63113&codeRome=J1506"
FOUR = "/comparer?ville=17300&ville=63113&ville=59350&ville=13055&codeRome=J1506"
# of the letters of names, pixels
_SIZES = """names => [...document.querySelectorAll('table a, table td span')]
    .filter(one => names.includes(one.textContent))
    .map(one => parseFloat(getComputedStyle(one).fontSize))"""
NAMES = ("La Rochelle", "Clermont-Ferrand", "Lille", "Marseille")


def line(page: Page, label: str) -> list[str]:
    """The cells of a line, each as it is read."""
    cells = page.get_by_role("row", name=re.compile(f"^{label}")).get_by_role("cell").all()
    return [re.sub(r"\s+", " ", cell.text_content() or "") for cell in cells]


def test_the_best_of_each_line_is_marked(visit: Open):
    page = visit("/comparer?ville=17300&ville=63113&codeRome=J1506").page
    line = page.get_by_role("row", name=re.compile("^Chances"))
    expect(line.get_by_role("cell").nth(0)).to_contain_text("la meilleure")
    expect(line.get_by_role("cell").nth(1)).not_to_contain_text("la meilleure")


def test_the_town_where_one_lives_is_in_the_comparison(visit: Open):
    opened = visit("/comparer?ville=17300&ville=63113")
    page = opened.page
    page.get_by_role("button", name=re.compile("^J’y habite.*La Rochelle")).click()
    expect(page.get_by_role("columnheader", name="La Rochelle")).to_contain_text("vous y habitez")
    other = visit(page.url.removeprefix(opened.site)).page
    expect(other.get_by_role("columnheader", name="La Rochelle")).to_contain_text("ville actuelle")
    opened.go("/comparer?ville=59350")
    page.get_by_role("button", name="Ajouter La Rochelle, où vous habitez").click()
    expect(page.get_by_role("columnheader", name="La Rochelle")).to_contain_text("vous y habitez")


def test_each_figure_says_how_far_it_is_from_that_of_the_town_where_one_lives(visit: Open):
    opened = visit("/faq")
    serve_figures(opened.page)
    page = opened.go(f"{FOUR}&ici=63113")
    expect(page.get_by_text("l’écart avec Clermont-Ferrand")).to_be_visible()
    first, mine, third, _ = line(page, "Loyer d’un appartement")
    assert "−1,2 €/m² 1,2 €/m² de moins qu’à Clermont-Ferrand" in first
    assert "qu’à" not in mine
    assert "+1,2 €/m² 1,2 €/m² de plus qu’à Clermont-Ferrand" in third
    assert "identique comme à Clermont-Ferrand" in line(page, "dont santé")[0]
    assert ["qu’à" in price for price in line(page, "Prix d’achat")] == [True, False, False, True]


def test_nothing_is_measured_against_a_town_where_nobody_lives(visit: Open):
    page = visit(TWO).page
    assert "qu’à" not in (page.locator("table").text_content() or "")


def test_a_line_of_which_nothing_is_known_says_so_once(visit: Open):
    assert line(visit(FOUR).page, "Prix d’achat") == ["non disponible"]


@pytest.mark.parametrize(("path", "size"), [(FOUR, DESK), (TWO, PHONE)], ids=["desk", "phone"])
def test_names_stay_on_the_screen_while_figures_are_compared(visit: Open, path: str, size: tuple[int, int]):
    page = visit(path, size=size).page
    page.get_by_role("row", name=re.compile("^Température moyenne en été")).scroll_into_view_if_needed()
    assert page.evaluate("() => scrollY") > 0
    for head in page.get_by_role("columnheader").all():
        expect(head).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_each_of_four_towns_has_a_line_with_its_name(visit: Open, width: int):
    opened = visit("/faq", size=(width, 780))
    serve_figures(opened.page)
    page = opened.go(f"{FOUR}&ici=17300")
    cells = page.get_by_role("row", name=re.compile("^Loyer d’un appartement")).get_by_role("cell")
    for cell, name in zip(cells.all(), NAMES, strict=True):
        expect(cell.get_by_text(name, exact=True)).to_be_visible()
    sizes = page.evaluate(_SIZES, NAMES)
    assert len(sizes) > len(NAMES)
    assert min(sizes) >= 14
    assert defects(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


def test_four_towns_with_every_figure_are_printed_on_one_sheet(visit: Open):
    opened = visit("/faq")
    serve_figures(opened.page)
    page = opened.go(f"{FOUR}&ici=17300")
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
    page.emulate_media(media="print")
    expect(page.get_by_text("échantillon de démonstration").last).to_be_visible()
