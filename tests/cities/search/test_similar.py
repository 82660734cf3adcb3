from typing import Any

import numpy as np

from services.cities.columns.communes import Communes, build_communes
from services.cities.columns.likeness import Likeness
from services.cities.columns.prospects import find_prospects
from services.cities.search.similar import find_likenesses, find_similar
from tests.cities.town_rows import index_rows, tensions, town

ROME = "D1102"
BY_THE_SEA: dict[str, Any] = {"sea_distance_km": 2.0, "altitude_m": 10.0, "latitude": 48.0}
IN_THE_ALPS: dict[str, Any] = {"sea_distance_km": 250.0, "altitude_m": 1_100.0, "latitude": 45.0}
ROWS = [
    town("35001", population=45_000, **BY_THE_SEA),
    town("35002", population=47_000, **BY_THE_SEA),
    town("35003", population=46_000, **BY_THE_SEA | {"altitude_m": None}),
    town("35004", population=20_000, **BY_THE_SEA),
    town("74001", population=44_000, **IN_THE_ALPS),
    town("74002", population=None),
]
BASSINS = {"35001": "5301", "35002": "5302", "35003": "5303", "74001": "8401"}


def build(**options) -> Communes:
    return build_communes(index_rows(ROWS, bassins=BASSINS, **options))


def similar(communes: Communes, code: str, limit: int = 3, levels: dict[str, int] | None = None) -> list[str]:
    prospects = find_prospects(communes, tensions({ROME: levels or {}}), [ROME])
    found = find_similar(communes, communes.position[code], prospects.levels, limit)
    return [communes.code_insee[town] for town in found]


def alike(communes: Communes, one: str, other: str, levels: dict[str, int] | None = None) -> set[Likeness]:
    prospects = find_prospects(communes, tensions({ROME: levels or {}}), [ROME])
    return set(find_likenesses(communes, communes.position[one], communes.position[other], prospects.levels))


def test_the_most_alike_come_first_and_the_town_itself_never():
    assert similar(build(), "35001", limit=2) == ["35002", "35003"]


def test_there_are_no_more_than_there_are_towns():
    assert len(similar(build(), "35001", limit=20)) == len(ROWS) - 1


def test_one_town_alone_is_like_no_other():
    alone = build_communes(index_rows(ROWS[:1]))
    assert similar(alone, "35001") == []


def test_what_is_unknown_is_taken_for_different():
    communes = build_communes(index_rows([ROWS[0], ROWS[2], town("35005", population=46_000, **BY_THE_SEA)]))
    assert similar(communes, "35001") == ["35005", "35003"]


def test_a_town_of_which_nothing_is_known_is_compared_by_nothing():
    communes = build()
    assert alike(communes, "74002", "74002") == set()
    assert len(similar(communes, "74002")) == 3


def test_where_tension_is_weaker_comes_last():
    assert similar(build(), "35001", 1, levels={"5301": 3, "5302": 2, "5303": 4}) == ["35003"]
    assert similar(build(), "35001", levels={"5301": 3, "8401": 5})[0] == "74001"


def test_towns_of_the_same_bassin_come_last():
    communes = build_communes(index_rows(ROWS, bassins=dict.fromkeys(("35001", "35002"), "5301")))
    assert similar(communes, "35001", limit=20)[-1] == "35002"
    assert similar(communes, "35003", limit=1) == ["35002"]


def test_likenesses_are_told():
    rents = {"35001": 10.0, "35002": 11.0, "74001": 11.1}
    communes = build(rents=rents)
    levels = {"5301": 3, "5302": 3, "8401": 2}
    assert alike(communes, "35001", "35002", levels) == set(Likeness)
    assert alike(communes, "35001", "74001", levels) == {Likeness.SIZE}


def test_what_is_unknown_of_either_is_no_likeness():
    assert Likeness.ALTITUDE not in alike(build(), "35001", "35003")
    assert Likeness.RENT not in alike(build(), "35001", "35002")
    assert Likeness.TENSION not in alike(build(), "35001", "35002", {"5302": 4})


def test_equally_alike_towns_always_come_in_the_same_order():
    twins = [town(f"35{number:03}", population=100, **BY_THE_SEA) for number in range(50)]
    communes = build_communes(index_rows(twins))
    none = np.zeros(1, dtype=np.int8)
    assert find_similar(communes, 7, none, 5).tolist() == [0, 1, 2, 3, 4]
