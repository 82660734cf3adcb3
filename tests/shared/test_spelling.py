import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.spelling import Spellings, byte_table

TOWNS = Spellings(["marseille", "marseillan", "grenoble", "saint etienne", "lens", "59000"])
folded = st.text("abcde ", min_size=1, max_size=20)


def resembling(form: str) -> list[str]:
    return [text for _, text in TOWNS.resembling(form)]


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("marseile", ["marseille", "marseillan"]),
        ("grenbole", ["grenoble"]),
        ("granobel", ["grenoble"]),
        ("grnob", ["grenoble"]),
        ("saint etiene", ["saint etienne"]),
        ("len", []),
        ("59001", []),
        ("toulouse", []),
    ],
)
def test_finished_or_not_a_text_is_recognised(form, texts):
    assert resembling(form) == texts


def test_one_error_is_preferred_to_two():
    assert [text for _, text in Spellings(["grenoble", "grandoble"]).resembling("grenobl")] == ["grenoble"]


def test_it_tells_whether_the_first_letter_is_wrong():
    assert TOWNS.resembling("brenoble") == [(True, "grenoble")]


@given(st.lists(folded, max_size=10), folded)
def test_never_raises(texts, form):
    assert {text for _, text in Spellings(texts).resembling(form)} <= set(texts)


@given(st.lists(folded, max_size=30))
def test_bytes_sort_as_their_texts_do(texts):
    order = np.argsort(byte_table(texts, 20), kind="stable").tolist()
    assert [texts[place] for place in order] == sorted(texts)
