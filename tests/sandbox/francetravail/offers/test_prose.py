import pytest

from sandbox.francetravail.offers.prose import with_article
from sandbox.francetravail.offers.whereabouts import capitals


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Boulanger / Boulangère", "un boulanger ou une boulangère"),
        ("Visagiste", "un ou une visagiste"),
        ("Femme de chambre / Valet de chambre", "une femme de chambre ou un valet de chambre"),
        ("DJ", "un ou une DJ"),
    ],
)
def test_titles_in_a_sentence(title, sentence):
    assert with_article(title) == sentence


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Paris 1er Arrondissement", "PARIS 01"),
        ("Marseille 16e Arrondissement", "MARSEILLE 16"),
        ("Bâgé-Dommartin", "BAGE DOMMARTIN"),
        ("L'Haÿ-les-Roses", "L'HAY LES ROSES"),
    ],
)
def test_names_of_communes_as_the_api_spells_them(name, label):
    assert capitals(name) == label
