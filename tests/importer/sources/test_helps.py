import json
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

ORIGINAL = {
    "title": "Aide MOBILI-JEUNE®",
    "goal": "Une partie de votre loyer",
    "description": "Entre <b>10 €</b> et 100 €.<br />Elle s’adresse aux jeunes.",
    "when": "À tout moment",
    "conditions": "Aucune",
    "cumulable": "oui",
    "link": "https://www.actionlogement.fr/l-aide-mobili-jeune",
    "who": '<span style="display:none">salarié^ alternance^ moins de 26 ans</span>Avoir moins de 30 ans',
    "section": "financement logement",
    "situation": "Je déménage, je recherche un emploi",
    "slug": "mobili-jeune",
    "logo": "x.png",
    "type": "Aide financière",
    "partner": "Action logement",
    "visibility_boost": "1",
}


def one(tmp_path: Path, **differences):
    path = tmp_path / "helps.json"
    path.write_text(json.dumps([ORIGINAL | differences]), encoding="utf-8")
    [row] = read("helps", path).rows
    return row


def test_html_becomes_plain_text(tmp_path: Path):
    assert one(tmp_path)["description"] == "Entre 10 € et 100 €.\nElle s’adresse aux jeunes."


def test_hidden_words_are_not_shown_but_say_who_it_is_for(tmp_path: Path):
    row = one(tmp_path)
    assert row["who"] == "Avoir moins de 30 ans"
    assert row["situation"] == ["salarie", "alternant"]


def test_projects_come_from_situation_and_section_whatever_their_case(tmp_path: Path):
    assert one(tmp_path)["project"] == ["emploi", "demenagement", "logement"]


def test_a_list_of_people_is_one_per_line(tmp_path: Path):
    assert one(tmp_path, who="demandeur d’emploi^ salarié")["who"] == "demandeur d’emploi\nsalarié"


def test_a_help_that_names_nobody_is_for_anybody(tmp_path: Path):
    assert one(tmp_path, who="Toute personne")["situation"] == ["tous"]


@pytest.mark.parametrize(
    ("who", "age_max"),
    [
        ("Avoir moins de 30 ans", 29),
        ("Avoir plus de 30 ans", None),
        ("salarié^ moins de 26 ans", None),
        ("moins de 26 ans^ plus de 26 ans", None),
        ("Avoir moins de 30 ans, ou moins de 26 ans en alternance", None),
        ('<span style="display:none">moins de 26 ans</span> Les salariés', None),
    ],
)
def test_an_age_is_kept_only_when_it_is_certain(tmp_path: Path, who: str, age_max: int | None):
    row = one(tmp_path, who=who)
    assert (row["age_min"], row["age_max"]) == (None, age_max)


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("Aide financière", "financiere"),
        ("Accès au logement", "logement"),
        ("Aide transport", "transport"),
        ("Aide administrative", "accompagnement"),
        ("Accompagnement du projet, accès au logement", "accompagnement"),
    ],
)
def test_kinds_are_put_in_our_words(tmp_path: Path, kind: str, ours: str):
    assert one(tmp_path, type=kind)["kind"] == ours


@pytest.mark.parametrize(
    ("partner", "organisation"), [("Etat", "État"), ("L’Etat", "État"), ("Renault", "Renault")]
)
def test_organisations_are_spelled_as_they_are(tmp_path: Path, partner: str, organisation: str):
    assert one(tmp_path, partner=partner)["organisation"] == organisation


def test_a_link_that_is_none_is_rejected(tmp_path: Path):
    path = tmp_path / "helps.json"
    path.write_text(
        json.dumps([ORIGINAL, ORIGINAL | {"slug": "x", "link": "javascript:alert(1)"}]), encoding="utf-8"
    )
    assert [(rank, reason) for rank, reason, _ in read("helps", path).rejected] == [
        (2, "invalid official_link")
    ]


@pytest.mark.parametrize("text", ["[]", '[{"a": 1}]', "[", '{"helps": "none"}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str):
    with pytest.raises(RefusedFileError, match=r"helps\.json"):
        read("helps", write(tmp_path / "helps.json", [text]))
