import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.importer.plain_text import hidden_text, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("un<br/>deux<BR>trois<br />quatre", "un\ndeux\ntrois\nquatre"),
        ("<p>un</p><p>deux</p>", "un\ndeux"),
        ('<a href="https://x.fr">x.fr</a> &amp; <small><i>y<i></small>', "x.fr & y"),
        ("un<br/><br/><br/><br/>deux", "un\n\ndeux"),
        ('<span style="white-space:nowrap;">1 000 €</span>', "1 000 €"),
        ("moins de 26 < 30 ans", "moins de 26 < 30 ans"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("<!-- rien -->texte", "texte"),
        ("  des \t espaces&nbsp; ", "des espaces"),
    ],
)
def test_what_a_reader_sees_remains(html: str, text: str):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        '<span style="display:none">salarié^ moins de 26 ans</span>Visible',
        '<span style="display:none;">salarié^ moins de 26 ans</span> Visible',
        "<SPAN STYLE='display: none'>salarié^ moins de 26 ans</SPAN>Visible",
    ],
)
def test_what_is_hidden_is_told_apart(html: str):
    assert plain_text(html) == "Visible"
    assert hidden_text(html) == "salarié^ moins de 26 ans"


@given(st.text(alphabet="<>/abr &;!-\"'=", max_size=60))
def test_no_markup_survives(html: str):
    assert not re.search(r"</?[a-z!?][^<>]*>", plain_text(html))
