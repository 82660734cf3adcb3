"""Regions, departements, helps, the guide and the pages of text."""

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.front.conftest import DESK, PHONE, Visit
from tests.front.test_search import both, choose

Open = Callable[..., Visit]


@both
def test_from_a_region_to_one_of_its_towns(visit: Open, size: tuple[int, int]):
    page = visit("/region/53-bretagne", size=size).page
    expect(page).to_have_title("Bretagne – Mobiville")
    expect(page.get_by_text(re.compile(r"^3\s449\s370"))).to_be_visible()
    choose(page, "Pour quel métier", "infirm")
    expect(page).to_have_url(re.compile("codeRome=J1506"))
    expect(page.get_by_text("sur 5)").first).to_be_visible()
    page.get_by_role("link", name="Finistère").click()
    expect(page).to_have_title("Finistère (29) – Mobiville")
    page.get_by_role("region", name="Les plus grandes villes").get_by_role("link", name="Brest").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brest")
    expect(page).to_have_url(re.compile("codeRome=J1506"))


def test_an_occupation_that_recruits_in_a_departement_leads_to_its_towns_there(visit: Open):
    page = visit("/departement/35-ille-et-vilaine").page
    page.get_by_role("region", name="Les métiers qui recrutent").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/villes\?codeDepartement=35&codeRome="))
    expect(page.locator("article").first).to_contain_text("Ille-et-Vilaine")


@pytest.mark.parametrize("path", ["/region/99", "/departement/99-rien", "/aides/rien"])
def test_what_does_not_exist_is_a_page_that_helps(visit: Open, path: str):
    page = visit(path).page
    expect(page).to_have_title(re.compile("^Cette page n’existe pas"))
    choose(page, "Les villes où un métier recrute", "infirm")
    expect(page).to_have_url(re.compile(r"/villes\?codeRome=J1506"))


def total(page: Page) -> int:
    return int(page.get_by_role("heading", level=2, name=re.compile("aides?$")).inner_text().split()[0])


@both
def test_helps_are_found_by_project_situation_and_age(visit: Open, size: tuple[int, int]):
    opened = visit("/aides", size=size)
    page = opened.page
    everything = total(page)
    assert everything >= 15
    told = page.locator("label", has_text="Logement").inner_text()
    page.locator("label", has_text="Logement").click()
    expect(page).to_have_url(re.compile("projet=logement"))
    expected = int(re.sub(r"\D", "", told))
    deadline = time.monotonic() + 15
    while total(page) != expected and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    assert total(page) == expected < everything
    page.get_by_label("Votre âge").fill("45")
    expect(page.get_by_role("link", name=re.compile("Résidences Habitat Jeunes"))).to_have_count(0)
    page.get_by_role("link", name="Garantie Visale").click()
    expect(page).to_have_title(re.compile("^Garantie Visale"))
    official = page.get_by_role("link", name=re.compile("^Page officielle"))
    expect(official).to_have_attribute("href", re.compile("^https://"))
    expect(page.get_by_text("seule la page officielle fait foi")).to_be_visible()


def test_no_help_is_no_dead_end(visit: Open):
    opened = visit("/aides?projet=enfants&situation=etudiant&age=99")
    page = opened.page
    page.get_by_role("button", name="Voir toutes les aides").click()
    expect(page).to_have_url(re.compile("/aides$"))
    opened.settle()
    assert total(page) >= 15


def test_the_guide_is_walked_with_the_keyboard(visit: Open):
    page = visit("/conseils-et-astuces", size=PHONE).page
    page.get_by_role("link", name="Commencer").press("Enter")
    titles = [page.title()]
    for step in range(2, 6):
        expect(page.get_by_text(f"Étape {step - 1} sur 5")).to_be_visible()
        way = page.get_by_role("navigation", name="Étapes")
        way.get_by_role("link", name=re.compile(f"^Étape {step}")).press("Enter")
        expect(page).to_have_title(re.compile(rf"^Étape {step}\s:"))
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        titles.append(page.title())
    assert all(one != next_ for one, next_ in pairwise(titles))
    page.get_by_role("navigation", name="Étapes").get_by_role("link", name="Chercher une ville").press(
        "Enter"
    )
    expect(page.get_by_role("combobox", name="Quel métier")).to_be_visible()


def test_no_link_of_a_text_leads_to_nothing(visit: Open):
    opened = visit("/faq")
    steps = [f"/conseils-et-astuces/etape-{step}" for step in range(1, 6)]
    linked: set[str] = set()
    for path in ("/faq", "/mentions-legales", "/accessibilite", "/conseils-et-astuces", *steps):
        page = opened.go(path)
        links = page.get_by_role("main").locator("a[href^='/']")
        linked |= {str(link.get_attribute("href")) for link in links.all()}
    helps = {path for path in linked if path.startswith("/aides/")}
    assert len(helps) > 5
    for path in helps:
        assert opened.page.request.get(f"{opened.site}/api/v1{path.replace('aides', 'helps')}").ok, path
    for path in linked - helps:
        expect(opened.go(path).get_by_role("heading", level=1)).not_to_have_text("Cette page n’existe pas")


def test_a_question_opens_with_the_keyboard(visit: Open):
    page = visit("/faq").page
    question = page.locator("details", has_text="Faut-il un compte")
    answer = question.get_by_text("Aucun compte, aucun cookie")
    expect(answer).to_be_hidden()
    question.locator("summary").press("Enter")
    expect(answer).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_titles_and_landmarks_follow_the_route(visit: Open, size: tuple[int, int]):
    page = visit("/", size=size).page
    titles = [page.title()]
    footer = page.get_by_role("navigation", name="Pied de page")
    for name in (
        "Guide de la mobilité",
        "Aides",
        "Questions fréquentes",
        "Accessibilité",
        "Mentions légales",
    ):
        footer.get_by_role("link", name=name, exact=True).click()
        expect(page).not_to_have_title(titles[-1])
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.get_by_role("main")).to_have_count(1)
        titles.append(page.title())
    assert len(set(titles)) == len(titles)
