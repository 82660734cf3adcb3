import pytest

from services.enrichment.items import Item, choose_item
from services.enrichment.problems import Problem


def item(name: str, title: str | None = "Lille", *, classes: str = "Q484170", ended: bool = False) -> Item:
    return Item(name, title, None, frozenset(classes.split()), ended)


def chosen(*items: Item, kind="communes", name: str = "Lille") -> str:
    found = choose_item(kind, name, items)
    return found.reason if isinstance(found, Problem) else found.id


def test_the_only_item_is_chosen_whatever_its_title():
    assert chosen(item("Q1", "Tout autre titre")) == "Q1"
    assert chosen(item("Q1", "Nord (département)", classes="Q6465"), kind="departements", name="Nord") == "Q1"


@pytest.mark.parametrize(
    "other",
    [
        item("Q2", ended=True),
        item("Q2", None),
        item("Q2", "Lille (commune déléguée)", classes="Q21869758"),
        item("Q2", "Autre commune"),
    ],
)
def test_what_is_not_the_commune_is_left_aside(other: Item):
    assert chosen(other, item("Q1")) == "Q1"


def test_an_item_of_another_class_is_better_than_none():
    assert chosen(item("Q1", classes="Q15284")) == "Q1"


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ((), "no-item"),
        ((item("Q1", ended=True),), "no-item"),
        ((item("Q1", None),), "no-page"),
        ((item("Q1", "Lille"), item("Q2", "Lille (Nord)")), "several-items"),
        ((item("Q1", "Ici"), item("Q2", "Là")), "several-items"),
    ],
)
def test_no_choice_has_a_reason(items: tuple[Item, ...], reason: str):
    assert chosen(*items) == reason


def test_the_name_decides_with_its_accents_and_hyphens_as_they_come():
    assert chosen(item("Q1", "Saint-Étienne (Loire)"), item("Q2", "Forez"), name="SAINT ETIENNE") == "Q1"
