"""Scores of towns: what they add up from, and the order they give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cities.columns.communes import Communes, build_communes
from services.cities.columns.living import Living
from services.cities.columns.prospects import Prospects, find_prospects
from services.cities.columns.tastes import Taste
from services.cities.search.match_lines import explain_matches
from services.cities.search.matching import Matching, match_towns, rank_matches
from services.cities.search.selection import Filters, select_cells
from tests.cities.town_rows import index_rows, tensions, town

ROME = "J1102"
PROSPECTS_OF = {"B1": 5, "B2": 1}
LIVING = Living(
    types={"59001": 100, "59002": 10},
    known_types=200,
    sizes={},
    temperatures={"59": 10.0},
    sources={},
)

drawn_towns = st.lists(
    st.fixed_dictionaries(
        {
            "population": st.sampled_from((None, 0, 90, 2_000, 300_000)),
            "sea_distance_km": st.sampled_from((None, 0.0, 50.0, 200.0)),
            "altitude_m": st.sampled_from((None, 0.0, 600.0, 2_000.0)),
            "rent": st.sampled_from((None, 8.0, 10.0, 12.0)),
            "bassin": st.sampled_from((None, "B1", "B2", "B3")),
        }
    ),
    min_size=1,
    max_size=30,
)
drawn_weights = st.dictionaries(
    st.sampled_from((Taste.JOBS, Taste.RENT, Taste.SEA, Taste.MOUNTAIN, Taste.SERVICES)),
    st.integers(1, 5),
    min_size=1,
) | st.just({Taste.SIZE: -3, Taste.CLIMATE: -1, Taste.RENT: 2})


def build(drawn) -> tuple[Communes, Prospects]:
    codes = [f"59{number + 1:03}" for number in range(len(drawn))]
    rows = [
        town(code, **{name: value for name, value in row.items() if name not in {"rent", "bassin"}})
        for code, row in zip(codes, drawn, strict=True)
    ]
    rents = {code: row["rent"] for code, row in zip(codes, drawn, strict=True) if row["rent"]}
    bassins = {code: row["bassin"] for code, row in zip(codes, drawn, strict=True) if row["bassin"]}
    communes = build_communes(index_rows(rows, rents=rents, bassins=bassins))
    return communes, find_prospects(communes, tensions({ROME: PROSPECTS_OF}), [ROME])


def match(drawn, weights, near: int | None = None) -> tuple[Communes, Matching]:
    communes, prospects = build(drawn)
    return communes, match_towns(communes, LIVING, prospects, weights, near)


@settings(max_examples=150, deadline=None)
@given(drawn_towns, drawn_weights, st.integers(0, 5), st.integers(1, 10))
def test_towns_come_by_score_then_people_then_code(drawn, weights, start, length):
    communes, prospects = build(drawn)
    matching = match_towns(communes, LIVING, prospects, weights, None)
    selection = select_cells(communes.cells, communes.rent_m2, prospects.levels, Filters(max_rent_m2=10.0))
    found = rank_matches(communes, selection, matching, start, start + length).tolist()
    affordable = [index for index, row in enumerate(drawn) if row["rent"] and row["rent"] <= 10]
    people = [-1 if row["population"] is None else row["population"] for row in drawn]
    expected = sorted(affordable, key=lambda index: (-matching.scores[index], -people[index], index))
    assert found == expected[start : start + length]


@settings(max_examples=150, deadline=None)
@given(drawn_towns, drawn_weights)
def test_lines_add_up_to_the_score_and_the_unknown_brings_nothing(drawn, weights):
    communes, matching = match(drawn, weights)
    for explained in explain_matches(communes, matching, np.arange(len(drawn))):
        assert sum(line.points for line in explained.lines) == pytest.approx(explained.score, abs=0.5)
        assert 0 <= explained.score <= 100
        for line in explained.lines:
            assert (line.fit is None) == (line.value is None)
            assert line.fit is not None or (line.points == 0 and line.text.startswith("Non disponible"))


def score_of(weights, near=None, **facts) -> float:
    """The score of a town with the facts, beside one that nothing is known of but its rent."""
    plain = {"population": None, "sea_distance_km": None, "altitude_m": None, "rent": 10.0, "bassin": None}
    _, matching = match([plain | facts, plain], weights, near)
    return float(matching.scores[0])


@pytest.mark.parametrize(
    ("weights", "facts", "score"),
    [
        ({Taste.SEA: 1}, {"sea_distance_km": 0.0}, 100),
        ({Taste.SEA: 1}, {"sea_distance_km": 25.0}, 75),
        ({Taste.SEA: 1}, {"sea_distance_km": 400.0}, 0),
        ({Taste.MOUNTAIN: 1}, {"altitude_m": 600.0}, 50),
        ({Taste.MOUNTAIN: 1}, {"altitude_m": 2_500.0}, 100),
        ({Taste.SIZE: 1}, {"population": 300_000}, 100),
        ({Taste.SIZE: -1}, {"population": 300_000}, 0),
        ({Taste.SIZE: -1}, {"population": 50}, 100),
        ({Taste.JOBS: 1}, {"bassin": "B1"}, 100),
        ({Taste.JOBS: 1}, {"bassin": "B2"}, 0),
        ({Taste.JOBS: 3, Taste.SEA: 1}, {"bassin": "B1", "sea_distance_km": 400.0}, 75),
        ({Taste.SERVICES: 1}, {}, 50),
        ({Taste.CLIMATE: 1}, {}, 25),
        ({Taste.CLIMATE: -1}, {}, 75),
    ],
)
def test_each_criterion_gives_what_it_says(weights, facts, score):
    assert score_of(weights, **facts) == score


def test_what_is_known_of_no_town_is_left_out_and_named():
    rents = [{"rent": rent, "bassin": None} for rent in (8.0, 9.0)]
    _, matching = match(rents, {Taste.SEA: 5, Taste.RENT: 1})
    assert matching.left_out == [Taste.SEA]
    assert matching.scores.tolist() == [50.0, 0.0]


def test_distance_is_told_from_the_named_place():
    communes = build_communes(
        index_rows(
            [
                town("59001", "Lille", latitude=50.63, longitude=3.06),
                town("75056", "Paris", latitude=48.86, longitude=2.34),
            ]
        )
    )
    matching = match_towns(communes, None, find_prospects(communes, None, []), {Taste.DISTANCE: 2}, 0)
    here, paris = explain_matches(communes, matching, np.arange(2))
    assert here.score == 100
    assert paris.lines[0].text == "À 203\u00a0km de Lille à vol d’oiseau"
    assert paris.score == pytest.approx(32.2, abs=0.5)
