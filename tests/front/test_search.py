"""Finding towns: from the home page to a list, a map, a comparison."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.front.conftest import DESK, PHONE, StartGateway, Visit, opening, wait_until

Open = Callable[..., Visit]
both = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def choose(page: Page, field: str, text: str) -> None:
    box = page.get_by_role("combobox", name=field)
    suggestions = page.get_by_role("listbox").get_by_role("option")
    box.press_sequentially(text)
    suggestions.first.wait_for()
    box.press("Enter")
    # suggestions on their way are waited for: what follows must not overtake the choice
    expect(suggestions).to_have_count(0)


def towns(page: Page) -> list[str]:
    return page.locator("article h3").all_inner_texts()


@both
def test_an_occupation_alone_is_enough(visit: Open, size: tuple[int, int]):
    page = visit("/", size=size).page
    choose(page, "Quel métier", "infirm")
    expect(page).to_have_url(re.compile("codeRome=J1506"))
    page.get_by_role("button", name="Voir les villes").click()
    expect(page).to_have_title(re.compile("Infirmier.*villes"))
    expect(page.locator("article").first).to_contain_text("chances")
    expect(page.locator("article").first).to_contain_text("mer à")


@both
def test_a_place_alone_is_enough(visit: Open, size: tuple[int, int]):
    page = visit("/", size=size).page
    choose(page, "Où", "la rochelle")
    page.get_by_role("button", name="Voir les villes").click()
    expect(page).to_have_url(re.compile("/ville/17300-la-rochelle"))


def test_an_environment_alone_is_enough(visit: Open):
    page = visit("/").page
    page.get_by_role("radio", name="Montagne").check()
    page.get_by_role("button", name="Voir les villes").click()
    expect(page).to_have_url(re.compile(r"/villes\?codeEnvironment=mountain"))
    expect(page.get_by_text("319 villes correspondent")).to_be_visible()


def test_what_is_chosen_on_the_home_page_is_in_its_address(visit: Open):
    opened = visit("/")
    page = opened.page
    choose(page, "Quel métier", "infirm")
    choose(page, "Où", "bretagne")
    page.get_by_role("radio", name="Mer", exact=True).check()
    expect(page).to_have_url(re.compile(r"\?codeRome=J1506&codeRegion=53&codeEnvironment=side-sea$"))
    other = visit(page.url.removeprefix(opened.site)).page
    expect(other.get_by_role("combobox", name="Où")).to_have_value("Bretagne")
    other.get_by_role("button", name="Voir les villes").click()
    expect(other).to_have_url(re.compile(r"/villes\?codeRome=J1506&codeRegion=53&codeEnvironment=side-sea$"))


def test_the_keyboard_does_the_whole_search(visit: Open):
    page = visit("/").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.get_by_role("combobox", name="Quel métier").focus()
    page.keyboard.type("soudeu")
    expect(page.get_by_role("option").first).to_contain_text(re.compile("^Soudeu"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Où")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/villes\?codeRome=H2913"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_filters_are_in_the_address_which_shows_the_same_to_somebody_else(visit: Open):
    opened = visit("/villes?codeRome=J1506")
    page = opened.page
    page.get_by_role("checkbox", name=re.compile("^Mer")).check()
    page.get_by_role("radio", name=re.compile("^Très bonnes")).check()
    page.get_by_role("combobox", name="Région").select_option("75")
    expect(page).to_have_url(re.compile("codeEnvironment=side-sea.*tensionMin=5.*codeRegion=75"))
    opened.settle()
    found = towns(page)
    assert found
    other = visit(page.url.removeprefix(opened.site)).page
    assert towns(other) == found


def test_a_filter_says_how_many_towns_it_gives(visit: Open):
    page = visit("/villes?codeRome=J1506&codeRegion=53").page
    label = page.locator("label", has_text="Petite ville")
    told = re.sub(r"\D", "", label.inner_text())
    label.click()
    expect(page.get_by_role("status").filter(has_text="correspond")).to_have_text(
        re.compile(rf"^{'.?'.join(told)}\s")
    )


def rent_filter(page: Page) -> list[str]:
    choices = page.get_by_role("combobox", name="Loyer maximal").get_by_role("option").all_inner_texts()
    return [re.sub(r"\s", " ", choice) for choice in choices]


def serve_rents(route: Route) -> None:
    """The bundled data have no rents: give the answer a source of them, and counts."""
    answer = route.fetch()
    page = answer.json()
    page["sources"].append(page["sources"][0] | {"dataset": "rents"})
    page["facets"]["rent"] = {"10": 1200, "12": 1300, "15": 1300}
    route.fulfill(response=answer, json=page)


def test_a_rent_ceiling_says_how_many_towns_it_gives(visit: Open):
    opened = visit("/faq")
    opened.page.route("**/api/v1/cities?*facets=rent*", serve_rents)
    page = opened.go("/villes?codeEnvironment=side-sea&loyerMax=9")
    assert rent_filter(page)[:4] == [
        "Peu importe",
        "8 €/m² ou moins (0)",
        "9 €/m² ou moins",
        "10 €/m² ou moins (1 200)",
    ]


def test_without_any_rent_the_filter_says_so_rather_than_zero(visit: Open):
    page = visit("/villes?loyerMax=12").page
    expect(page.get_by_text("Les loyers n’ont pas été importés")).to_be_visible()
    expect(page.get_by_role("combobox", name="Loyer maximal")).to_have_count(0)
    page.get_by_role("button", name=re.compile("retirer ce filtre")).click()
    expect(page.get_by_text("34 875 villes correspondent")).to_be_visible()


def test_the_first_town_is_in_the_upper_half_of_a_phone(visit: Open):
    page = visit("/villes?codeRome=J1506", size=PHONE).page
    assert (page.locator("article").first.bounding_box() or {"y": PHONE[1]})["y"] < PHONE[1] / 2


def test_filters_wait_behind_a_button_of_a_phone_and_lead_back_to_the_towns(visit: Open):
    opened = visit("/villes?codeRome=J1506", size=PHONE)
    page = opened.page
    occupation = page.get_by_role("combobox", name="Métier")
    expect(occupation).to_be_hidden()
    page.get_by_role("button", name="Métier et filtres").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(occupation).to_be_focused()
    page.get_by_role("checkbox", name=re.compile("^Mer")).check()
    page.get_by_role("button", name=re.compile(r"^Voir les villes \(4.788\)")).click()
    expect(occupation).to_be_hidden()
    expect(page.get_by_role("heading", name="Résultats")).to_be_focused()
    expect(page.get_by_role("button", name="Métier et filtres (1)")).to_be_visible()


def test_list_and_map_are_one_tap_apart_on_a_phone(visit: Open):
    page = visit("/villes?codeRome=J1506", size=PHONE).page
    expect(page.get_by_role("application", name="Carte")).to_be_hidden()
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.get_by_role("application", name="Carte")).to_be_visible()
    expect(page.locator("article").first).to_be_hidden()
    page.get_by_role("button", name="Voir la liste").click()
    expect(page.locator("article").first).to_be_visible()


def test_the_map_beside_the_list_has_the_same_towns(visit: Open):
    page = visit("/villes?codeRome=J1506").page
    points = page.locator("path.leaflet-interactive")
    expect(points).to_have_count(len(towns(page)))
    name = towns(page)[0]
    page.locator("article").first.hover()
    highlighted = page.locator("path.leaflet-interactive[stroke='var(--accent)']")
    expect(highlighted).to_have_count(1)
    highlighted.dispatch_event("mouseover")
    expect(page.locator(".leaflet-tooltip")).to_contain_text(name)


def test_an_operators_tiles_are_under_the_points_and_say_whose_they_are(
    start_site: StartGateway, chromium: Browser
):
    gateway = start_site(
        TILE_URL="https://tiles.example/{z}/{x}/{y}.png", TILE_ATTRIBUTION="© Les cartographes"
    )
    with opening(chromium, gateway.url) as open_visit:
        opened = open_visit("/faq")
        page = opened.page
        page.context.route(
            "https://tiles.example/**",
            lambda route: route.fulfill(body="<svg/>", content_type="image/svg+xml"),
        )
        opened.go("/villes?codeRome=J1506")
        expect(page.locator("img.leaflet-tile").first).to_be_attached()
        expect(page.get_by_text("© Les cartographes")).to_be_visible()
        wait_until(page, "() => document.querySelector('.leaflet-interactive') !== null")
        asked = [url for url in opened.asked if not url.startswith(opened.site)]
        assert {url.split("/")[2] for url in asked} == {"tiles.example"}
        opened.asked.clear()


def test_there_is_no_dead_end(visit: Open):
    page = visit("/villes?codeRome=J1506&codeEnvironment=side-sea&codeCity=extra-big-city&codeRegion=53").page
    expect(page.get_by_text("Aucune ville ne réunit tout cela")).to_be_visible()
    expect(page.get_by_role("link", name="Aide-soignant")).to_be_visible()
    page.get_by_role("link", name="Sans aucun filtre").click()
    expect(page.locator("article")).to_have_count(20)


@both
def test_towns_are_chosen_and_compared(visit: Open, size: tuple[int, int]):
    page = visit("/villes?codeRome=J1506&tri=population", size=size).page
    for index in (0, 1):
        page.locator("article").nth(index).get_by_role("checkbox").check()
    names = towns(page)[:2]
    page.get_by_role("link", name="Comparer", exact=True).click()
    expect(page).to_have_url(re.compile(r"/comparer\?ville="))
    heads = page.locator("thead th")
    expect(heads).to_have_count(2)
    assert [names[0] in heads.nth(0).inner_text(), names[1] in heads.nth(1).inner_text()] == [True, True]
    choose(page, "Ajouter une ville", "lille")
    expect(heads).to_have_count(3)
    page.get_by_role("button", name=f"Retirer {names[0]}").click()
    expect(heads).to_have_count(2)


def test_no_more_than_four_towns_are_compared(visit: Open):
    page = visit("/villes?comparer=13055,69123,31555,06088").page
    expect(page.locator("article").nth(6).get_by_role("checkbox")).to_be_disabled()


def test_favourites_stay_on_the_device(visit: Open):
    opened = visit("/villes")
    page = opened.page
    name = towns(page)[0]
    page.get_by_role("button", name=f"Garder : {name}").click()
    opened.go("/favoris")
    assert towns(page) == [name]
    page.get_by_role("button", name=re.compile("Dans vos favoris")).click()
    expect(page.get_by_text("pas encore de favori")).to_be_visible()


def test_the_old_words_of_addresses_are_understood(visit: Open):
    page = visit(
        "/villes?codeRome=J1506&codeRegion=&codeCity=big-city&codeEnvironment=side-sea&opportunity=1"
    ).page
    expect(page.get_by_role("checkbox", name=re.compile("^Grande ville"))).to_be_checked()
    expect(page.get_by_role("radio", name=re.compile("^Bonnes ou mieux"))).to_be_checked()
