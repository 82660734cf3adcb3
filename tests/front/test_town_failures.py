"""Something that a town's page needs is away: what is missing is said, the rest stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.front.conftest import Visit
from tests.front.test_axe import violations
from tests.front.whole_town import PATH, serve_with

Open = Callable[..., Visit]
NURSE = "/ville/35238-rennes?codeRome=J1506"


@pytest.mark.parametrize("without", ["JOBS"], indirect=True)
def test_without_offers_and_pay_there_are_chances_housing_and_helps(without: Open):
    page = without(NURSE).page
    expect(page.get_by_role("alert")).to_have_count(2)
    expect(page.get_by_role("alert").last).to_contain_text("les offres")
    expect(page.get_by_text("sur 5)").first).to_be_visible()
    expect(page.get_by_role("region", name="Des aides").get_by_role("listitem").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("without", ["TENSIONS"], indirect=True)
def test_without_tensions_only_the_occupations_are_missing(without: Open):
    page = without("/ville/35238-rennes").page
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("les métiers qui recrutent")
    expect(page.get_by_role("region", name="Situation")).to_contain_text("50")


@pytest.mark.parametrize("without", ["ENRICHMENT"], indirect=True)
def test_without_portraits_photos_give_way_to_words(without: Open):
    page = without(NURSE).page
    expect(page.get_by_text("La photo n’a pas pu être chargée")).to_be_visible()
    expect(page.get_by_text("Salaire brut par mois")).to_be_visible()


@pytest.mark.parametrize("without", ["CITIES"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        *("/ville/35238-rennes", "/ville/35238-rennes/metier", "/region/53-bretagne"),
        *("/departement/35-ille-et-vilaine", "/aides/visale"),
    ],
)
def test_without_towns_the_page_is_still_a_page(without: Open, path: str):
    page = without(path).page
    expect(page).to_have_title(re.compile("^Page momentanément indisponible"))
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="le guide en cinq étapes")).to_be_visible()


@pytest.mark.parametrize("without", ["CITIES"], indirect=True)
def test_without_towns_offers_are_found(without: Open):
    page = without("/offres?codeRome=J1506&codeDepartement=35").page
    expect(page.get_by_role("main").get_by_role("heading", level=3).first).to_be_visible()


def test_without_its_database_a_town_says_what_it_does_not_know(visit: Open):
    opened = visit("/faq")
    page = opened.page
    incomplete = ["housing", "equipment", "offers"]
    serve_with(page, {"housing": None, "equipment": None, "offers": None, "incomplete": incomplete})
    opened.go(NURSE)
    expect(page.get_by_text("le logement, les services et le nombre d’offres")).to_be_visible()
    expect(page.get_by_role("region", name="Logement", exact=True)).to_contain_text("non disponible")
    expect(page.get_by_text("Salaire brut par mois")).to_be_visible()
    assert violations(page) == []
    page.unroute(PATH)
    page.get_by_role("button", name="Réessayer").click()
    expect(page.get_by_text("Cette page est incomplète")).to_have_count(0)


def test_trying_again_is_enough_when_the_service_is_back(visit: Open):
    opened = visit("/faq")
    page = opened.page

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="{}")

    page.route("**/api/v1/offers?*", refuse)
    opened.go(NURSE)
    alert = page.get_by_role("alert").filter(has_text="les offres")
    expect(alert).to_be_visible()
    page.unroute("**/api/v1/offers?*")
    alert.get_by_role("button", name="Réessayer").click()
    expect(alert).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile(r"\d+ offres? à moins de 10"))).to_be_visible()
