"""Texts that others write, and weights that anybody types, are read in bounded time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cities.schemas.matching import _read_weights
from services.enrichment.introduction import MAX_CHARACTERS, read_introduction, shorten
from services.jobs.plain_text import read_html, read_text
from tests.abuse.deadline import cpu_seconds, examples

LONG = 5_000
REPEATED = (
    " ",
    "\n",
    "\u00a0",
    "\t\u200b ",
    "(",
    "(a;",
    "{{",
    "{{}}",
    "<ref>",
    "<!--",
    "[a]",
    "[a] ",
    "/a",
    "prononcé ",
    ", prononcé",
    "&",
    "amp;",
    "&amp;",
    ", ",
    ",",
    ". ",
    "a Écouter",
    ".mw-parser-output",
    "{\\displaystyle",
    "= ",
    "'",
    "<",
    "</p>",
    "Ã©",
)
READERS = {
    "introduction": lambda text: shorten(read_introduction(text)),
    "html of offers": read_html,
    "text of offers": read_text,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_no_text_takes_long_to_be_read(reader):
    slow = {
        piece: seconds
        for piece in REPEATED
        if (seconds := cpu_seconds(lambda text=f"({piece * LONG}x": reader(text))) > 3  # type: ignore[misc]
    }
    assert slow == {}


@examples(40)
@given(st.lists(st.sampled_from(REPEATED) | st.text(max_size=3), max_size=30).map("".join))
def test_an_introduction_is_short_and_settled(text: str):
    read = read_introduction(text)
    assert read_introduction(read) == read
    assert len(shorten(read)[0]) <= 2 * MAX_CHARACTERS


@examples(100)
@given(st.text(max_size=40) | st.from_regex(r"([a-z_]{1,12}:-?\d{1,30},?){1,6}", fullmatch=True))
def test_weights_are_read_or_refused(text: str):
    try:
        weights = _read_weights(text)
    except ValueError:
        return
    assert all(isinstance(weight, int) for weight in weights.values())
