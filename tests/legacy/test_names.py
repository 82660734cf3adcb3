import csv

import pytest

from gateway.legacy.names import departement_code, photo_of, region_code, slug_of, town_id, town_name
from services.importer.reference import BUNDLED


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("Saint-Denis", "SAINT-DENIS"),
        ("Le Havre", "LE-HAVRE"),
        ("L'Haÿ-les-Roses", "L'HAY-LES-ROSES"),
        ("Œuf-en-Ternois", "OEUF-EN-TERNOIS"),
        ("Évreux", "EVREUX"),
    ],
)
def test_towns_are_in_capitals_with_hyphens(name, theirs):
    assert town_name(name) == theirs


def test_every_commune_has_an_id_and_a_name_of_its_own_kind():
    with (BUNDLED / "communes.csv").open(encoding="utf-8") as file:
        communes = list(csv.DictReader(file))
    assert len({town_id(commune["code_insee"]) for commune in communes}) == len(communes)
    names = {town_name(commune["name"]) for commune in communes}
    assert {letter for name in names for letter in name} <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'()/")


def test_codes_of_areas():
    assert [departement_code(code) for code in ("1", "6", "01", "2A", "971")] == [
        "971",
        "976",
        "01",
        "2A",
        "971",
    ]
    assert [region_code(code) for code in ("1", "01", "53")] == ["01", "01", "53"]
    assert slug_of("Provence-Alpes-Côte d'Azur") == "provence-alpes-cote-d-azur"


@pytest.mark.parametrize(
    ("path", "theirs"),
    [
        ("/api/v1/portraits/communes/59350/image", "/api/photos/communes/59350/2000px"),
        ("/api/v1/portraits/regions/53/image", "/api/photos/regions/53/2000px"),
        ("/api/v1/portraits/communes/2A004/image?v=0123456789ab", "/api/photos/communes/2A004/2000px"),
        ("https://elsewhere.example/image", None),
        (None, None),
    ],
)
def test_photos_have_a_width_that_the_front_can_replace(path, theirs):
    assert photo_of(path) == theirs
