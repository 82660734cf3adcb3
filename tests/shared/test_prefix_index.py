import csv
import gc
import random
import string
import weakref
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.prefix_index import Entry, PrefixIndex, fold, fold_all

COMMUNES = Path(__file__).resolve().parents[2] / "bundled" / "communes.csv"
TOWNS = {
    "Paris": 2_100_000,
    "Marseille": 870_000,
    "Strasbourg": 290_000,
    "Lille": 236_000,
    "Saint-Étienne": 173_000,
    "Grenoble": 158_000,
    "Villey-Saint-Étienne": 1_100,
    "Saint-Étienne-du-Rouvray": 28_000,
    "Lillers": 10_000,
    "Lillebonne": 8_800,
    "Étiennette": 900,
    "L'Haÿ-les-Roses": 30_000,
    "Sainte-Foy-lès-Lyon": 22_000,
    "Œuilly": 600,
}
NAMES = list(TOWNS)
SMALL = PrefixIndex(
    Entry(id=place, texts=[name], weight=people) for place, (name, people) in enumerate(TOWNS.items())
)


def suggest(query: str, limit: int = 10) -> list[str]:
    return [NAMES[place] for place in SMALL.search(query, limit)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("St-Étienne", "saint etienne"),
        ("  Ste   Foy ", "sainte foy"),
        ("Œuilly", "oeuilly"),
        ("Stains, est", "stains est"),
        ("Aide-soignant / Aide-soignante", "aide soignant aide soignante"),
        ("東京 %", ""),
    ],
)
def test_folds_case_accents_and_punctuation(text, folded):
    assert fold(text) == folded


@given(st.lists(st.text(max_size=20)))
def test_folding_many_texts_is_folding_each(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lil", "Lille"),
        ("saint et", "Saint-Étienne"),
        ("st-etienne", "Saint-Étienne"),
        ("st", "Strasbourg"),
        ("st ", "Saint-Étienne"),
        ("ste", "Sainte-Foy-lès-Lyon"),
        ("hay les", "L'Haÿ-les-Roses"),
        ("saint rouv", "Saint-Étienne-du-Rouvray"),
        ("oeui", "Œuilly"),
        ("Marseile", "Marseille"),
        ("Grenbole", "Grenoble"),
        ("grenbo", "Grenoble"),
        ("saint etiene", "Saint-Étienne"),
    ],
)
def test_suggests_what_a_person_means(query, first):
    assert suggest(query)[0] == first


def test_texts_that_start_with_the_query_come_before_those_where_a_later_word_does():
    assert suggest("etienne") == [
        "Étiennette",
        "Saint-Étienne",
        "Saint-Étienne-du-Rouvray",
        "Villey-Saint-Étienne",
    ]


def test_an_exact_text_comes_before_heavier_ones_that_go_on_with_its_last_word():
    index = PrefixIndex([Entry(1, ["Saint-Lô"], 19_000), Entry(2, ["Saint-Lothain"], 90_000)])
    assert index.search("saint lo", 10) == [1, 2]


def test_texts_that_start_with_the_words_of_the_query_are_as_good_as_an_exact_one():
    names = {"Clermont": 10_000, "Clermont-Ferrand": 147_000, "Clermontel": 500_000, "Clermont-le-Fort": 500}
    index = PrefixIndex(Entry(place, [name], people) for place, (name, people) in enumerate(names.items()))
    assert index.search("clermont", 10) == [1, 0, 3, 2]


def test_an_exact_text_may_be_asked_to_come_first():
    entries = [Entry(1, ["Clermont"], 10_000), Entry(2, ["Clermont-Ferrand"], 147_000)]
    assert PrefixIndex(entries, exact_first=True).search("clermont", 10) == [1, 2]


def test_equals_are_in_alphabetical_order():
    index = PrefixIndex(Entry(place, [name], 7) for place, name in enumerate(["Sainte", "Saints", "Saintes"]))
    assert index.search("sai", 10) == [0, 2, 1]


RENNES = PrefixIndex(
    [Entry(1, ["Renescure"], 2_000), Entry(2, ["Rennes"], 220_000), Entry(3, ["Fenestrelle"], 300_000)]
)


def test_resembling_texts_come_after_those_that_match_however_heavy():
    assert RENNES.search("renes", 10) == [1, 2]
    assert RENNES.search("renes", 1) == [1]
    assert RENNES.match("renes", 10) == [1]


def test_less_than_four_letters_resemble_nothing():
    assert RENNES.search("ren", 10) == [2, 1]
    assert RENNES.search("rnn", 10) == []


def test_when_nothing_matches_the_first_letter_may_be_wrong_too():
    assert RENNES.search("fennes", 10) == [3, 2]
    assert RENNES.match("fennes", 10) == [3, 2]


def test_one_error_comes_before_two():
    towns = ["Bologne", "Boulogne-Billancourt", "Boulogne-sur-Mer"]
    index = PrefixIndex(Entry(place, [name], place) for place, name in enumerate(towns))
    assert index.search("bolougne", 10) == [0, 2, 1]
    assert index.search("bolougne", 1) == [0]


def test_what_was_finished_is_alone():
    assert suggest("lille") == ["Lille", "Lillers", "Lillebonne"]
    assert suggest("lilla") == ["Lille", "Lillers", "Lillebonne"]
    assert suggest("lillers") == ["Lillers"]


def test_any_text_of_an_entry_finds_it_once():
    index = PrefixIndex([Entry(1, ["Lille", "Lille-Hellemmes", "59000", "59800"], 1)])
    for query in ("li", "59000", "598", "hellemmes"):
        assert index.search(query, 10) == [1]


def test_a_wrong_postal_code_resembles_nothing():
    assert PrefixIndex([Entry(1, ["Lille", "59000"], 1)]).search("59001", 10) == []


def test_one_kind_of_entries():
    index = PrefixIndex([Entry(1, ["Paris"], 2, "city"), Entry(2, ["Paris"], 1, "departement")])
    assert index.search("par", 10) == [1, 2]
    assert index.search("par", 10, "departement") == [2]
    assert index.search("pxris", 10, "departement") == [2]
    assert index.search("par", 10, "region") == []


@pytest.mark.parametrize("query", ["", " ", "%", "'", "東京", "\x00", "x" * 10_000, "a " * 50 + "x"])
def test_nothing_is_found_for_nothing(query):
    assert suggest(query) == []


def test_an_empty_index_answers():
    assert PrefixIndex([]).search("lille", 10) == []


@given(query=st.text(max_size=40), limit=st.integers(1, 20))
def test_never_raises_and_never_exceeds_the_limit(query, limit):
    found = SMALL.search(query, limit)
    assert len(found) == len(set(found)) <= limit


@given(st.lists(st.text(st.characters(codec="latin-1"), min_size=1, max_size=30), min_size=1, max_size=20))
def test_every_name_suggests_itself(names):
    index = PrefixIndex(Entry(place, [name], 1) for place, name in enumerate(names))
    for place, name in enumerate(names):
        assert place in index.search(name, len(names)) or not fold(name)


@given(st.sampled_from(NAMES), st.data())
def test_what_matches_keeps_its_order_while_somebody_types(name, data):
    size = data.draw(st.integers(1, len(name) - 1))
    before, after = ([NAMES[town] for town in SMALL.match(name[:end], 20)] for end in (size, size + 1))
    kept = [town for town in after if town in before and fold(town) != fold(name[: size + 1])]
    assert kept == [town for town in before if town in kept]


def one_letter_edits(text: str, generator: random.Random) -> tuple[str, ...]:
    place = generator.randrange(len(text) - 1)
    letter = generator.choice(string.ascii_lowercase)
    swapped = text[place + 1] + text[place]
    return (
        text[:place] + text[place + 1 :],
        text[:place] + letter + text[place:],
        text[:place] + letter + text[place + 1 :],
        text[:place] + swapped + text[place + 2 :],
    )


def test_a_typing_error_in_the_name_of_a_commune_is_forgiven():
    generator = random.Random(7)
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        communes = [(row["name"], int(row["population"] or 0)) for row in csv.DictReader(file)]
    index = PrefixIndex(Entry(place, [name], people) for place, (name, people) in enumerate(communes))
    names = [fold(name) for name, _ in communes]
    hits = [
        name in {names[place] for place in index.search(typed, 10)}
        for name in generator.sample([name for name in names if len(name) >= 5], 500)
        for typed in one_letter_edits(name, generator)
    ]
    assert sum(hits) / len(hits) >= 0.9


def test_an_index_that_was_replaced_is_gone_without_a_look_for_cycles():
    index = PrefixIndex([Entry(id=1, texts=["Rennes"], weight=1)])
    assert index.search("ren", 5)
    seen = weakref.ref(index)
    gc.disable()
    try:
        del index
        assert seen() is None
    finally:
        gc.enable()
