import pytest

from services.importer.names import fold


@pytest.mark.parametrize(
    "name", ["Saint-Étienne", "SAINT ETIENNE", "saint  étienne", "Saint\u2011Etienne", "Saint-E\u0301tienne"]
)
def test_a_name_is_the_same_however_it_is_written(name: str):
    assert fold(name) == "saint etienne"


def test_an_apostrophe_separates_words():
    assert fold("L'Haÿ-les-Roses") == fold("L’Hay les Roses") == "l hay les roses"
