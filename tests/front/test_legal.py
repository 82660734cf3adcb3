"""Who answers for the site: what its operator has said, and nothing made up."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.front.conftest import StartGateway, Visit, opening
from tests.front.test_axe import violations

Open = Callable[..., Visit]
TOLD = {
    "OPERATOR": "Communauté d'agglomération de l’Exemple",
    "CONTACT": "mobiville@exemple.test",
    "HOSTING": "Hébergeur SAS, 1 rue du Port, 35000 Rennes",
}
TILES = {"TILE_URL": "https://tiles.example/{z}/{x}/{y}.png", "TILE_ATTRIBUTION": "© Un institut"}


def test_nobody_is_made_up(visit: Open):
    page = visit("/mentions-legales").page
    expect(page.get_by_text("n’a pas encore indiqué qui il est")).to_be_visible()
    expect(page.get_by_text("Votre navigateur ne s’adresse à aucun service tiers")).to_be_visible()


def test_the_operator_is_named_and_what_he_left_out_is_said(start_site: StartGateway, chromium: Browser):
    with opening(chromium, start_site(**TOLD, **TILES).url) as open_visit:
        page = open_visit("/mentions-legales").page
        for words in ("Communauté d", TOLD["HOSTING"]):
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_role("link", name=TOLD["CONTACT"])).to_have_attribute(
            "href", f"mailto:{TOLD['CONTACT']}"
        )
        director = page.get_by_text("Responsable de la publication").locator("xpath=following-sibling::dd[1]")
        expect(director).to_have_text("non disponible")
        expect(page.get_by_text(re.compile("tiles.example"))).to_be_visible()
        assert violations(page) == []
        page = open_visit("/accessibilite").page
        expect(page.get_by_role("link", name=TOLD["CONTACT"])).to_be_visible()


@pytest.mark.parametrize("path", ["/mentions-legales", "/accessibilite"])
def test_without_its_description_the_page_stays(visit: Open, path: str):
    opened = visit("/faq")
    opened.page.route("**/site.json", lambda route: route.fulfill(status=503))
    page = opened.go(path)
    expect(page.get_by_role("heading", level=2).nth(1)).to_be_visible()
