"""A service is away: the page says what is missing and keeps the rest."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.front.conftest import Visit

Open = Callable[..., Visit]


@pytest.mark.parametrize("without", ["TENSIONS"], indirect=True)
def test_without_tensions_the_home_page_still_searches(without: Open):
    page = without("/").page
    expect(page.get_by_text("Nous n’avons pas pu afficher la carte des régions")).to_be_visible()
    page.get_by_role("radio", name="Mer").check()
    page.get_by_role("button", name="Voir les villes").click()
    expect(page.locator("article").first).to_be_visible()


@pytest.mark.parametrize("without", ["JOBS"], indirect=True)
def test_without_offers_the_list_has_everything_else(without: Open):
    page = without("/villes?codeRome=J1506").page
    town = page.locator("article").first
    expect(town).to_contain_text("chances")
    expect(town).to_contain_text("non disponible")


@pytest.mark.parametrize("without", ["CITIES"], indirect=True)
def test_without_towns_the_list_says_so_and_offers_to_try_again(without: Open):
    page = without("/villes?codeRome=J1506").page
    expect(page.get_by_role("alert")).to_contain_text("la liste des villes")
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    expect(page.get_by_role("combobox", name="Métier")).to_be_visible()


@pytest.mark.parametrize("without", ["CITIES"], indirect=True)
def test_without_towns_the_map_of_an_occupation_is_whole(without: Open):
    page = without("/metier/J1506").page
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_page_whose_code_did_not_come_is_loaded_again(visit: Open):
    """A phone that changes networks, or a build that was replaced meanwhile."""
    opened = visit("/aides")
    page = opened.page
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    page.route("**/assets/FaqPage-*.js", lambda route: route.abort() if len(loads) < 2 else route.continue_())
    opened.go("/faq")
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions fréquentes")
    assert len(loads) == 2
    opened.complaints.clear()
