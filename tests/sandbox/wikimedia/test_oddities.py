from pathlib import Path

import pytest

import sandbox.wikimedia
from sandbox.wikimedia.oddities import ODDITIES, Assignment


@pytest.fixture(scope="module")
def oddities(places):
    return Assignment(places, 1)


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda one: one.key)
def test_its_fixed_commune_has_it_and_no_other(oddities, places, oddity):
    position = places.by_key[oddity.code]
    found = {oddities.find(aspect, position) for aspect in ("item", "page", "picture", "credit")} - {""}
    assert found | oddities.find_texts(position) == {oddity.key}


def test_shares_are_kept(oddities, places):
    counts = oddities.count()
    for oddity in ODDITIES:
        wanted = oddity.share / 1000 * len(places.rows)
        assert counts[oddity.key] == pytest.approx(wanted, rel=0.3, abs=16)


def test_large_towns_are_well_kept(oddities, places):
    large = [place for place in places.rows if place.population >= 20_000]
    assert not any(
        oddities.find("item", one.position) or oddities.find("page", one.position) for one in large
    )


def test_another_seed_puts_them_elsewhere(places, oddities):
    other = Assignment(places, 2)
    at = range(0, len(places.rows), 7)
    assert [oddities.find("picture", one) for one in at] != [other.find("picture", one) for one in at]


def test_the_readme_lists_them_all(oddities):
    text = (Path(sandbox.wikimedia.__file__).parent / "README.md").read_text(encoding="utf-8")
    counts = oddities.count()
    for oddity in ODDITIES:
        assert f"| `{oddity.key}` | {oddity.code} | {counts[oddity.key]:,} | {oddity.what} |" in text
