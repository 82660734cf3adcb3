import pytest

from services.tensions.occupations import build_occupations
from services.tensions.queries.index import OccupationRow, TraitRow
from services.tensions.related import build_traits, find_related

CLASSIC = ["A1101", "A1102", "D1102", "D1106", "J1506", "K2204"]
OCCUPATIONS = build_occupations(
    [
        *(OccupationRow(code, code, code) for code in CLASSIC),
        OccupationRow("D1108", "Variant 1", "D1102"),
        *(OccupationRow(f"J15{number}", f"Variant {number}", "J1506") for number in range(10, 16)),
    ],
    with_tension=(),
)
SKILLS = build_traits(
    [
        TraitRow("D1102", "pastry"),
        TraitRow("D1106", "pastry"),
        TraitRow("D1106", "cash desk"),
        TraitRow("D1102", "cleaning"),
        TraitRow("K2204", "cleaning"),
        TraitRow("J1506", "cleaning"),
        TraitRow("A1101", "tractor"),
    ]
)
PCS = build_traits([TraitRow("A1101", "691a"), TraitRow("K2204", "691a")])


def related(code: str, limit: int = 12) -> dict[str, tuple[str, ...]]:
    found = find_related(OCCUPATIONS[code], OCCUPATIONS, SKILLS, PCS, limit)
    return {one.code_rome: one.reasons for one in found}


def test_rare_skills_and_the_domain_bring_occupations_near():
    assert list(related("D1102").items())[:2] == [
        ("D1108", ("variant", "domain")),
        ("D1106", ("skills", "domain")),
    ]
    assert related("D1102")["K2204"] == ("skills",)


def test_occupations_of_one_social_category_are_related():
    assert related("A1101") == {"A1102": ("domain",), "K2204": ("pcs",)}


def test_an_occupation_is_not_related_to_itself():
    assert all(code not in related(code) for code in OCCUPATIONS)


def test_a_few_variants_come_first_and_leave_room_for_others():
    found = related("J1506")
    assert list(found)[:4] == ["J1510", "J1511", "J1512", "J1513"]
    assert {"D1102", "K2204"} <= set(found)


def test_a_newer_code_is_related_through_its_parent():
    assert related("J1510")["D1102"] == ("skills",)
    assert next(iter(related("J1510"))) == "J1506"


def test_no_more_than_asked_for():
    assert len(related("J1506", limit=2)) == 2


def test_likeness_is_between_nothing_and_everything():
    likeness = SKILLS.likeness("D1102")
    assert set(likeness) == {"D1106", "K2204", "J1506"}
    assert all(0 < value <= 1 for value in likeness.values())
    assert SKILLS.likeness("Z9999") == {}


def test_a_skill_that_everybody_has_tells_nothing():
    common = build_traits([TraitRow("A1101", "x"), TraitRow("J1506", "x")])
    assert common.likeness("A1101") == {"J1506": pytest.approx(0)}
