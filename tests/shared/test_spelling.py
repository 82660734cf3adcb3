import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.spelling import Spellings, byte_table

TOWNS = Spellings(["marseille", "marseillan", "grenoble", "saint etienne", "lens", "59000"])
folded = st.text("abcde ", min_size=1, max_size=20)


def resembling(form: str) -> list[str]:
    return next(filter(None, TOWNS.resembling(form)), [])


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


def test_one_error_comes_before_two():
    texts = Spellings(["bologne", "boulogne"]).resembling("bolougne")
    assert list(texts) == [["bologne"], ["bologne", "boulogne"]]


@given(st.lists(folded, max_size=10), folded)
def test_never_raises(texts, form):
    assert {text for found in Spellings(texts).resembling(form) for text in found} <= set(texts)


@given(st.lists(folded, max_size=30))
def test_bytes_sort_as_their_texts_do(texts):
    order = np.argsort(byte_table(texts, 20), kind="stable").tolist()
    assert [texts[place] for place in order] == sorted(texts)
