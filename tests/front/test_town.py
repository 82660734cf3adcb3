"""A town: four pages, one sheet of paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.front.conftest import DESK, PHONE, Visit, wait_until
from tests.front.test_search import both, choose
from tests.front.whole_town import serve_with

Open = Callable[..., Visit]
RENNES = "/ville/35238-rennes"
NURSE = f"{RENNES}?codeRome=J1506"


def whole(visit: Open, path: str, *, size: tuple[int, int] = DESK) -> Page:
    opened = visit("/faq", size=size)
    serve_with(opened.page)
    return opened.go(path)


@both
def test_from_a_town_to_its_employers(visit: Open, size: tuple[int, int]):
    page = visit(RENNES, size=size).page
    expect(page).to_have_title("Rennes – Mobiville")
    choose(page, "Pour quel métier", "infirm")
    expect(page).to_have_url(re.compile("codeRome=J1506"))
    expect(page.get_by_text("sur 5)").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ offres? à moins de 10"))).to_be_visible()
    expect(page.get_by_text("Salaire brut par mois")).to_be_visible()
    page.get_by_role("link", name=re.compile("Le marché du travail")).click()
    expect(page).to_have_title(re.compile(r"^Rennes\s: emploi"))
    expect(page.get_by_role("heading", level=1, name="Rennes")).to_be_focused()
    expect(page.get_by_text("pourraient recruter dans les six mois")).to_be_visible()
    expect(page.get_by_text("fictifs").first).to_be_visible()
    sections = page.get_by_role("navigation", name="Pages sur Rennes")
    expect(sections.get_by_role("link", name="Emploi")).to_have_attribute("aria-current", "page")


@both
def test_a_budget_is_square_metres_and_the_address_keeps_it(visit: Open, size: tuple[int, int]):
    page = whole(visit, NURSE, size=size)
    simulator = page.get_by_role("region", name="Combien pour combien")
    simulator.get_by_label("Budget par mois").fill("600")
    expect(simulator.get_by_role("status").first).to_have_text(re.compile("≈ 50.m²"))
    simulator.get_by_label("Surface").fill("40")
    expect(simulator.get_by_role("status").nth(1)).to_have_text(re.compile("≈ 480.€"))
    expect(simulator).to_contain_text("un loyer d’un tiers du salaire net")
    expect(page).to_have_url(re.compile("budget=600&surface=40"))
    simulator.get_by_role("radio", name="Acheter").check()
    expect(simulator.get_by_role("status").last).to_have_text(re.compile("≈ 120.000.€"))


def test_every_figure_has_its_source_and_year(visit: Open):
    page = whole(visit, NURSE)
    for part in ("Logement", "Climat", "Services"):
        expect(page.get_by_role("region", name=part, exact=True)).to_contain_text("Producteur, 2025")
    housing = page.get_by_role("region", name="Logement", exact=True)
    for figure in ("12 €/m²", "3 000 €/m²", "21 000", "16 mois", "Tendu"):
        told = re.compile(figure.replace(" ", r"\s"))
        expect(housing.get_by_text(told).first).to_be_visible()


def test_what_nothing_is_known_of_is_told_once(visit: Open):
    page = visit(RENNES).page
    unknown = page.get_by_role("region", name="Données non disponibles")
    for part in ("le logement", "le climat", "les services"):
        expect(unknown.get_by_role("listitem").filter(has_text=part)).to_have_count(1)
    for part in ("Logement", "Climat", "Services"):
        expect(page.get_by_role("region", name=part, exact=True)).to_have_count(0)


@pytest.mark.parametrize("section", ["", "/metier", "/services", "/proches"])
def test_the_present_page_of_a_town_is_in_sight_on_a_phone(visit: Open, section: str):
    page = visit(f"{RENNES}{section}", size=PHONE).page
    present = page.get_by_role("navigation", name="Pages sur Rennes").locator("[aria-current=page]")
    expect(present).to_be_in_viewport(ratio=0.9)


def test_services_are_beside_those_of_towns_of_the_same_size(visit: Open):
    page = whole(visit, f"{RENNES}/services")
    health = page.locator("details", has_text="Santé")
    expect(health).to_contain_text("plus qu’ailleurs (8)")
    expect(page.locator("details", has_text="Commerces")).to_contain_text("comme ailleurs")
    health.locator("summary").press("Enter")
    expect(health.get_by_role("row", name=re.compile("Médecin généraliste"))).to_be_visible()
    seasons = page.get_by_role("region", name="Climat")
    expect(seasons).to_contain_text(re.compile(r"Été18,9\s°C"))
    assert seasons.locator("svg").count() == 4


@both
def test_towns_around_are_on_a_map_and_in_words(visit: Open, size: tuple[int, int]):
    page = visit(RENNES, size=size).page
    where = page.get_by_role("region", name="Situation")
    where.scroll_into_view_if_needed()
    expect(where.get_by_role("link", name="Cesson-Sévigné")).to_be_visible()
    where.locator(".leaflet-interactive").first.wait_for()
    assert where.locator("path.leaflet-interactive").count() > 5
    where.get_by_role("radio", name="La France").check()
    expect(page.get_by_role("application", name="Carte : Rennes en France")).to_be_visible()


# whether the map, or its surroundings for which it is loaded, are on the screen; the browser tells that late
_ABOUT_TO_BE_SEEN = """() => new Promise(resolve => {
    const map = document.querySelector('[aria-labelledby=situation] > :last-child');
    const look = ([entry]) => requestAnimationFrame(() => resolve(entry.isIntersecting));
    new IntersectionObserver(look, {rootMargin: '200px'}).observe(map);
})"""


@pytest.mark.parametrize("path", [RENNES, NURSE])
def test_the_map_of_a_town_is_not_fetched_before_one_comes_to_it_on_a_phone(visit: Open, path: str):
    """Not even while the parts above it are on their way: they take their room from the start."""
    opened = visit("/faq", size=PHONE)
    page = opened.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile("/api/v1/(labour-market|offers|tensions/top|cities/[0-9]+/nearby)"), hold)
    page.goto(opened.site + path)
    expect(page.get_by_role("heading", name="Situation")).to_be_attached()
    assert page.evaluate(_ABOUT_TO_BE_SEEN) is False
    for route in held:
        route.continue_()
    page.unroute_all()
    opened.settle()
    assert page.evaluate(_ABOUT_TO_BE_SEEN) is False
    assert [url for url in opened.asked if re.search("LeafletMap|outlines", url)] == []
    page.get_by_role("region", name="Situation").locator(":scope > :last-child").scroll_into_view_if_needed()
    page.locator(".leaflet-interactive").first.wait_for()


def test_nearby_and_similar_towns_say_how_far_and_how_alike(visit: Open):
    page = visit(f"{RENNES}/proches").page
    around = page.get_by_role("region", name="Autour de Rennes").locator("article")
    expect(around.first).to_contain_text("à vol d’oiseau")
    alike = page.get_by_role("region", name="Des villes semblables")
    expect(alike.locator("article").first).to_contain_text("comparable")


def test_helps_fit_the_situation(visit: Open):
    page = visit(RENNES).page
    helps = page.get_by_role("region", name="Des aides")
    everybody = helps.get_by_role("listitem").all_inner_texts()
    helps.get_by_role("combobox", name="Votre situation").select_option("etudiant")
    expect(page).to_have_url(re.compile("situation=etudiant"))
    expect(helps.get_by_role("link", name=re.compile("étudiants boursiers"))).to_be_visible()
    expect(helps.get_by_role("listitem")).not_to_have_text(everybody, use_inner_text=True)


def test_an_arrondissement_says_so_and_leads_to_its_city(visit: Open):
    page = visit("/ville/69389").page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lyon 9e")
    expect(page.get_by_text("Arrondissement de Lyon")).to_be_visible()
    page.get_by_role("link", name="Voir Lyon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lyon")


def test_a_code_of_before_leads_to_the_commune_of_today(visit: Open):
    page = visit("/ville/01091").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Valserhône")
    expect(page.get_by_text(re.compile("Le code 01091 n’est plus en usage"))).to_be_visible()
    expect(page.get_by_text(re.compile("codes d’anciennes communes"))).to_be_visible()


@pytest.mark.parametrize("path", ["/ville/99999", "/ville/nulle-part", "/ville/75999-x/metier"])
def test_a_town_that_does_not_exist_is_a_page_that_helps(visit: Open, path: str):
    page = visit(path).page
    expect(page).to_have_title(re.compile("^Cette page n’existe pas"))
    choose(page, "Une ville, un département, une région", "rennes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rennes")


def test_the_way_between_the_pages_stays_in_sight_on_a_phone(visit: Open):
    page = visit(NURSE, size=PHONE).page
    page.get_by_role("heading", name="Situation").scroll_into_view_if_needed()
    wait_until(page, "() => scrollY > 800")
    sections = page.get_by_role("navigation", name="Pages sur Rennes")
    expect(sections).to_be_in_viewport(ratio=0.9)
    sections.get_by_role("link", name="Villes proches").focus()
    expect(sections.get_by_role("link", name="Villes proches")).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("villes proches et semblables"))


def test_what_has_the_focus_is_seen_and_not_covered(visit: Open):
    page = visit(NURSE, size=PHONE).page
    page.get_by_role("combobox", name="Pour quel métier").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const one = document.activeElement, box = one.getBoundingClientRect();
                const bar = document.querySelector('nav[aria-label^="Pages sur"]');
                const covered = box.bottom <= bar.getBoundingClientRect().bottom && !bar.contains(one);
                const drawn = one.closest('label') ?? one;
                const seen = [one, drawn, one.nextElementSibling].some(
                    part => part && getComputedStyle(part).outlineStyle !== 'none');
                return covered || !seen ? one.outerHTML.slice(0, 120) : '';
            }"""
        )
        assert hidden == ""


@pytest.mark.parametrize("path", [RENNES, NURSE])
def test_a_town_is_one_sheet_of_paper(visit: Open, path: str, tmp_path: Path):
    page = whole(visit, path)
    pdf = page.pdf(path=tmp_path / "town.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_text("Fiche imprimée le")).to_be_visible()
    expect(page.get_by_role("region", name="Climat")).to_be_visible()
    for screen_only in ("Menu", "Imprimer", "Réessayer"):
        expect(page.get_by_role("button", name=screen_only)).to_have_count(0)


def test_nothing_moves_while_a_town_fills(visit: Open):
    shift = """() => new Promise(resolve => {
        let sum = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => resolve(sum), 300);
    })"""
    for path in (NURSE, f"{RENNES}/metier?codeRome=J1506", f"{RENNES}/services", f"{RENNES}/proches"):
        for size in (PHONE, DESK):
            assert visit(path, size=size).page.evaluate(shift) < 0.1, (path, size)
