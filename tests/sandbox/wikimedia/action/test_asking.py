import pytest

from sandbox.wikimedia.action.asking import ApiError, Asked


def test_values_are_between_bars_or_unit_separators():
    assert Asked({"titles": "A|B|A"}).values("titles") == ["A", "B"]
    assert Asked({"titles": "\x1fA|B\x1fC"}).values("titles") == ["A|B", "C"]
    assert Asked({}).values("prop", default="a|b") == ["a", "b"]


def test_more_values_than_the_limit_are_refused():
    with pytest.raises(ApiError, match="The limit is 2"):
        Asked({"ids": "1|2|3"}).values("ids", most=2)


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("max", 20), ("0", 1), ("21", 20)])
def test_numbers_stay_in_their_range(text, number):
    asked = Asked({"exlimit": text})
    assert asked.number("exlimit", 20, 20, "query+extracts") == number
    assert bool(asked.warnings) == (text == "21")


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ApiError, match="Invalid value"):
        Asked({"exlimit": "many"}).number("exlimit", 20, 20, "query+extracts")


def test_flags_are_set_by_any_value():
    assert Asked({"redirects": "false"}).flag("redirects")
    assert not Asked({}).flag("redirects")
