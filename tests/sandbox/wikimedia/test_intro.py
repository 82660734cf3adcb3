import pytest

from sandbox.wikimedia.intro import write_intro


def _write(places, code, *odd, variant=0):
    return write_intro(places.rows[places.by_key[code]], set(odd), seed=1, variant=variant)


def test_an_introduction_says_where_the_commune_is(places):
    text = _write(places, "01004")
    assert text.startswith(
        "Ambérieu-en-Bugey est une commune française, située dans le département de l'Ain "
    )
    assert "en région Auvergne-Rhône-Alpes." in text
    assert "15 934 habitants" in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("59350", "département du Nord"),
        ("97411", "département de La Réunion"),
        ("35238", "d'Ille-et-Vilaine"),
    ],
)
def test_departements_have_their_articles(places, code, words):
    assert words in _write(places, code)


@pytest.mark.parametrize(
    ("oddity", "marks"),
    [
        ("pronunciation", "[/"),
        ("empty_parentheses", "("),
        ("notes", "["),
        ("double_spaces", "\n"),
        ("odd_spaces", "\N{ZERO WIDTH SPACE}"),
        ("entities", "&"),
        ("nested_parentheses", "("),
        ("unbalanced", "("),
    ],
)
def test_oddities_leave_marks(places, oddity, marks):
    for code in ("01004", "59350", "62041"):
        assert any(mark in _write(places, code, oddity) for mark in marks)
        assert not any(mark in _write(places, code) for mark in marks)


def test_long_ones_are_long(places):
    assert len(_write(places, "01004", "long")) > 2500
    assert len(_write(places, "01004")) < 600


def test_a_change_adds_something(places):
    first, second = (_write(places, "01004", variant=variant) for variant in (1, 2))
    assert first != second
    assert first.startswith(_write(places, "01004"))


def test_areas_are_described_too(places):
    assert "est un département français" in _write(places, "D59")
    assert "est une région administrative" in _write(places, "R32")
