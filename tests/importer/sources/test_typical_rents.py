from pathlib import Path

from tests.importer.sources.small_files import read, write

HEADER = "city;rent_t2;rent_t4;rent_m2;buy_m2"


def codes(tmp_path: Path, *names: str) -> list[str]:
    lines = [HEADER, *(f"{name};549;848;12.2;2362" for name in names)]
    return [
        row["code_insee"] for row in read("typical-rents", write(tmp_path / "cities_rent.csv", lines)).rows
    ]


def test_names_have_neither_accents_nor_hyphens(tmp_path: Path):
    assert codes(tmp_path, "PARIS", "MARSEILLE") == ["75056", "13055"]


def test_of_homonyms_the_most_populated_is_meant(tmp_path: Path):
    assert codes(tmp_path, "MONTREUIL") == ["93048"]


def test_saint_ouen_is_the_city_that_has_changed_its_name_not_the_village(tmp_path: Path):
    assert codes(tmp_path, "SAINT OUEN") == ["93070"]


def test_figures_have_a_decimal_point(tmp_path: Path):
    path = write(tmp_path / "cities_rent.csv", [HEADER, "PARIS;1401;2410.4;31.13;10564"])
    assert read("typical-rents", path).rows == [
        {
            "code_insee": "75056",
            "rent_two_rooms": 1401.0,
            "rent_four_rooms": 2410.4,
            "rent_m2": 31.13,
            "price_m2": 10564.0,
        }
    ]


def test_a_name_of_no_large_city_is_rejected(tmp_path: Path):
    path = write(tmp_path / "cities_rent.csv", [HEADER, "ATLANTIS;1;2;3;4", "ABERGEMENT CLEMENCIAT;1;2;3;4"])
    assert [(line, reason) for line, reason, _ in read("typical-rents", path).rejected] == [
        (2, "no large city has this name"),
        (3, "no large city has this name"),
    ]
