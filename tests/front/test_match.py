"""Towns by what matters to the person, and where an occupation recruits."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.front.conftest import PHONE, Visit
from tests.front.test_search import choose, towns

Open = Callable[..., Visit]


def figure(text: str) -> float:
    return float(text.replace(",", "."))


def test_a_slider_moved_with_the_keyboard_changes_the_ranking_and_the_address(visit: Open):
    page = visit("/rechercher?poids=sea:5").page
    first = towns(page)
    slider = page.get_by_role("slider", name="La montagne")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "essentiel")
    expect(page).to_have_url(re.compile("poids=sea%3A5%2Cmountain%3A5"))
    expect(page.locator("article h3").first).not_to_have_text(first[0])


def test_a_new_order_is_said_and_at_hand_on_a_phone(visit: Open):
    page = visit("/rechercher?poids=sea:5", size=PHONE).page
    said = page.get_by_role("status").filter(has_text="Classement")
    before = said.inner_text()
    assert towns(page)[0] in before
    page.get_by_role("slider", name="La montagne").fill("5")
    expect(said).not_to_have_text(before)
    page.get_by_role("button", name=re.compile("^En tête")).click()
    expect(page.get_by_role("heading", name="Les villes qui vous ressemblent")).to_be_in_viewport()
    assert towns(page)[0] in said.inner_text()


def test_equal_scores_are_explained(visit: Open):
    """Chances have five levels only: alone, they tell few towns apart."""
    page = visit("/rechercher?codeRome=J1506&poids=jobs:4").page
    expect(page.get_by_text("ne les départage pas")).to_be_visible()
    page = visit("/rechercher?codeRome=J1506&poids=jobs:4,sea:3,distance:2&pres=35238").page
    expect(page.get_by_text("ne les départage pas")).to_have_count(0)


def test_a_score_is_the_sum_of_its_lines(visit: Open):
    page = visit("/rechercher?codeRome=J1506&poids=jobs:4,sea:3,size:2").page
    town = page.locator("article").nth(3)
    town.get_by_text("Pourquoi ce score").click()
    expect(town.get_by_role("row")).to_have_count(4)
    points = [figure(text.split("/")[0]) for text in town.locator("tbody td.nums").all_inner_texts()]
    score = figure(town.locator("summary strong").inner_text().split()[0])
    assert abs(sum(points) - score) <= 1


def test_a_place_that_is_named_counts_at_once(visit: Open):
    page = visit("/rechercher?poids=rent:2").page
    expect(page.get_by_role("slider", name="Près d’un lieu")).to_be_disabled()
    choose(page, "Près de quel lieu", "rennes")
    expect(page).to_have_url(re.compile("pres=35238"))
    expect(page.locator("article h3").first).to_be_visible()
    expect(page.locator("article").first).to_contain_text(re.compile("35|22|56|50|53"))


def test_the_ranking_goes_on_as_a_list_with_filters(visit: Open):
    opened = visit("/rechercher?poids=sea:5,size:3")
    page = opened.page
    best = towns(page)
    page.get_by_role("link", name=re.compile("Sur la carte")).click()
    expect(page.get_by_role("combobox", name="Trier par")).to_have_value("priorites")
    opened.settle()
    assert towns(page)[: len(best)] == best


def test_the_map_of_an_occupation_has_its_table(visit: Open):
    page = visit("/metier/J1506").page
    expect(page.locator("svg path[data-level='5']").first).to_be_visible()
    assert page.locator("tbody tr").count() == page.locator("svg path[data-level]").count()
    page.get_by_role("button", name=re.compile("^Département")).click()
    expect(page.locator("tbody tr").first).to_contain_text("Ain")
    expect(page.get_by_text("échantillon").first).to_be_visible()
