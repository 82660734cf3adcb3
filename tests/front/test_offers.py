"""Offers: a list with filters, one offer and where to apply."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.front.conftest import DESK, PHONE, Visit
from tests.front.test_search import both

Open = Callable[..., Visit]
LIST = "/offres?codeRome=J1506&ville=35238"


def cards(page: Page) -> list[str]:
    return page.get_by_role("main").locator("li", has=page.get_by_role("heading", level=3)).all_inner_texts()


def found(page: Page) -> int:
    told = page.get_by_role("heading", level=2, name=re.compile(r"offres?$")).inner_text()
    return int(re.sub(r"\D", "", told))


@both
def test_from_the_list_to_where_one_applies(visit: Open, size: tuple[int, int]):
    page = visit(LIST, size=size).page
    expect(page).to_have_title(re.compile(r"^Offres\s: Infirmier.*Rennes"))
    expect(page.get_by_text("fictifs")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Licence de réutilisation"))).to_be_visible()
    first = page.get_by_role("main").get_by_role("heading", level=3).first
    title = first.inner_text()
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    brief = page.get_by_role("complementary", name="En bref")
    for told in ("Lieu", "Contrat", "Publiée"):
        expect(brief.get_by_text(told, exact=True)).to_be_visible()
    apply = brief.get_by_role("link", name=re.compile("^Postuler"))
    expect(apply).to_have_attribute("href", re.compile("^https://"))
    expect(apply).to_have_attribute("rel", "noreferrer")
    expect(page.get_by_role("link", name=re.compile("^Licence de réutilisation"))).to_be_visible()
    expect(page.get_by_text("fictifs")).to_be_visible()


def test_offers_with_few_candidates_are_marked_and_can_be_asked_for(visit: Open):
    opened = visit("/offres?codeRome=J1506&codeRegion=53")
    page = opened.page
    everything = found(page)
    page.get_by_role("checkbox", name="Offres avec peu de candidats").check()
    expect(page).to_have_url(re.compile("peu=1"))
    opened.settle()
    assert 0 < found(page) < everything
    assert all("Peu de candidats" in card for card in cards(page))


def test_offers_are_sorted_by_distance(visit: Open):
    opened = visit(f"{LIST}&rayon=50&page=4")
    page = opened.page
    page.get_by_role("combobox", name="Trier par").select_option("distance")
    expect(page).to_have_url(re.compile("tri=distance"))
    opened.go(page.url.removeprefix(opened.site) + "&page=5")
    told = [re.search(r"à ([\d,]+)\skm", card) for card in cards(page)]
    far = [float(one[1].replace(",", ".")) for one in told if one]
    assert far
    assert far == sorted(far)


def test_filters_are_in_the_address_and_come_with_counts(visit: Open):
    opened = visit(LIST)
    page = opened.page
    told = page.locator("label", has_text="CDI").inner_text()
    page.locator("label", has_text="CDI").click()
    expect(page).to_have_url(re.compile("contrat=CDI"))
    opened.settle()
    assert found(page) == int(re.sub(r"\D", "", told))
    assert all("CDI" in card for card in cards(page))
    other = visit(page.url.removeprefix(opened.site), size=PHONE).page
    assert cards(other) == cards(page)


def test_no_offer_is_no_dead_end(visit: Open):
    page = visit(f"{LIST}&rayon=0&contrat=SAI&experience=over_3_years&publie=1", size=DESK).page
    expect(page.get_by_text("Aucune offre ne répond à tous ces choix")).to_be_visible()
    expect(page.get_by_role("link", name="Les villes où ce métier recrute")).to_be_visible()
    page.get_by_role("link", name="Retirer les filtres").click()
    expect(page.get_by_role("main").get_by_role("heading", level=3).first).to_be_visible()


def test_an_offer_that_is_gone_says_so(visit: Open):
    page = visit("/offres/000AAAA").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette offre n’est plus en ligne")
    page.get_by_role("link", name="Chercher d’autres offres").click()
    expect(page).to_have_title(re.compile("^Offres d’emploi"))


def test_filters_wait_behind_a_button_on_a_phone(visit: Open):
    opened = visit(f"{LIST}&contrat=CDI", size=PHONE)
    page = opened.page
    few = page.get_by_role("checkbox", name="Offres avec peu de candidats")
    expect(few).to_have_count(0)
    page.get_by_role("button", name="Filtres (1)").click()
    few.check()
    expect(page).to_have_url(re.compile("peu=1"))
    expect(page.get_by_role("button", name="Filtres (2)")).to_have_attribute("aria-expanded", "true")


def test_what_matters_of_an_offer_comes_before_its_text_on_a_phone(visit: Open):
    page = visit(LIST, size=PHONE).page
    page.get_by_role("main").get_by_role("heading", level=3).first.get_by_role("link").click()
    brief = page.get_by_role("complementary", name="En bref")
    text = page.get_by_role("main").locator(".prose")
    apply, told = brief.get_by_role("link", name=re.compile("^Postuler")).bounding_box(), text.bounding_box()
    assert apply is not None
    assert told is not None
    assert apply["y"] + apply["height"] <= told["y"]
