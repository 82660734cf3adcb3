"""The help schemes of bundled/helps.json: complete, in plain careful French, in our own words."""

import json
import re
from typing import Any

import pytest

from services.importer.reference import BUNDLED
from shared.events.rows import Help

HELPS: list[dict[str, Any]] = json.loads((BUNDLED / "helps.json").read_text(encoding="utf-8"))
ORIGINAL = BUNDLED.parents[1] / "shared" / "data" / "mobiville" / "helps.json"
PROJECTS = {"logement", "demenagement", "emploi", "formation", "transport", "enfants"}
SITUATIONS = {
    "demandeur-emploi", "salarie", "alternant", "etudiant", "parent", "interimaire", "jeune-actif", "tous",
}  # fmt: skip
KINDS = {"financiere", "logement", "transport", "accompagnement", "garantie"}
TEXTS = ("title", "summary", "description", "who", "how_to_apply", "conditions", "cumulative")
# a run of as many words is a sentence taken over, not a name or a turn of phrase
COPIED_WORDS = 8

each_help = pytest.mark.parametrize("scheme", HELPS, ids=lambda scheme: scheme["slug"])


def test_there_are_enough_under_different_slugs():
    assert len({scheme["slug"] for scheme in HELPS}) == len(HELPS) >= 30


@each_help
def test_a_help_is_what_crosses_the_broker(scheme):
    assert set(scheme) == set(Help.model_fields)
    assert Help.model_validate(scheme).official_link.startswith("https://")


@each_help
def test_a_help_is_described_whole(scheme):
    assert all(scheme[field].strip() for field in TEXTS)
    assert len(scheme["description"]) > 100
    assert scheme["checked"] == "2026-11"


@each_help
def test_vocabularies_are_the_agreed_ones(scheme):
    assert scheme["project"]
    assert set(scheme["project"]) <= PROJECTS
    assert scheme["situation"]
    assert set(scheme["situation"]) <= SITUATIONS
    assert scheme["kind"] in KINDS


@each_help
def test_ages_are_ordered(scheme):
    if scheme["age_min"] and scheme["age_max"]:
        assert scheme["age_min"] < scheme["age_max"]


@each_help
def test_text_is_plain_and_typographic(scheme):
    for field in TEXTS:
        assert not re.search(r"[<>'\"]|\s{2}|&[a-z]+;|\.\.", scheme[field]), scheme[field]
        assert field == "title" or scheme[field].endswith("."), scheme[field]


@each_help
def test_amounts_are_given_as_indications(scheme):
    for field in TEXTS:
        for sentence in scheme[field].split(". "):
            if re.search(r"\d{2,} euros", sentence):
                assert "à titre indicatif" in sentence


@pytest.mark.parametrize(
    ("field", "words"), [("project", PROJECTS), ("situation", SITUATIONS), ("kind", KINDS)]
)
def test_every_choice_of_the_site_leads_to_a_help(field: str, words: set[str]):
    found = {word for scheme in HELPS for word in ([scheme[field]] if field == "kind" else scheme[field])}
    assert found == words


@pytest.mark.skipif(not ORIGINAL.exists(), reason=f"{ORIGINAL} is not on this machine")
@each_help
def test_no_sentence_comes_from_the_original(scheme):
    original = json.loads(ORIGINAL.read_text(encoding="utf-8"))
    theirs = runs(re.sub(r"<[^>]+>", " ", " ".join(str(text) for one in original for text in one.values())))
    assert not theirs & {run for field in TEXTS for run in runs(scheme[field])}


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1)}
