import pytest

from services.jobs.places import Area, guess_place


@pytest.mark.parametrize(
    ("code", "departement"), [("59350", "59"), ("2A004", "2A"), ("97411", "974"), ("01001", "01")]
)
def test_a_code_tells_the_departement(code: str, departement: str):
    assert guess_place(code).departement.code == departement


@pytest.mark.parametrize(("bassin", "official"), [("3204", True), ("X204", False), (None, False)])
def test_only_four_digits_are_an_official_bassin(bassin: str | None, official: bool):
    place = guess_place("59350").model_copy(update={"bassin": Area(code=bassin) if bassin else None})
    assert (place.official_bassin is not None) is official
