from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write


def test_the_theme_follows_the_domain_and_sports_are_split_from_culture(tmp_path: Path):
    types = ["A129", "B105", "C201", "D265", "E107", "F121", "F203", "F303", "G102"]
    path = write(tmp_path / "typequ_bpe2024.csv", ["typequ,libelle", *(f"{code},X y" for code in types)])
    result = read("equipment-types", path)
    assert [row["theme"] for row in result.rows] == [
        *("services", "commerces", "enseignement", "sante", "transports"),
        *("sports", "sports", "culture", "tourisme"),
    ]
    assert result.report.vintage == "2024"


@pytest.mark.parametrize(
    ("label", "readable"),
    [
        ("BANQUE, CAISSE D'ÉPARGNE", "Banque, caisse d'épargne"),
        ("STS / CPGE", "STS / CPGE"),
        ("TAXI-VTC", "Taxi-VTC"),
        ("RÉSEAU DE PROXIMITÉ FRANCE TRAVAIL", "Réseau de proximité France Travail"),
        ("Salles multisports, gymnases", "Salles multisports, gymnases"),
    ],
)
def test_labels_in_capitals_are_put_in_sentence_case(tmp_path: Path, label: str, readable: str):
    path = write(tmp_path / "typequ_bpe2024.csv", ["typequ;libelle", f"A203;{label}"])
    assert read("equipment-types", path).rows[0]["label"] == readable


def test_the_labels_of_insee_hold_other_variables_too(tmp_path: Path):
    lines = ["COD_VAR;LIB_VAR;COD_MOD;LIB_MOD", "DEP;Département;01;Ain", "TYPEQU;Type;A129;MAIRIE"]
    result = read("equipment-types", write(tmp_path / "BPE25_anonymisee_varmod.csv", lines))
    assert result.rows == [{"typequ": "A129", "label": "Mairie", "theme": "services"}]


def test_a_type_outside_the_domains_is_rejected(tmp_path: Path):
    path = write(tmp_path / "typequ_bpe2024.csv", ["typequ,libelle", "Z101,Rien"])
    assert [(line, reason) for line, reason, _ in read("equipment-types", path).rejected] == [
        (2, "invalid typequ")
    ]


def test_two_files_of_rows_are_one_too_many(tmp_path: Path):
    path = write(tmp_path / "BPE25.csv", ["DEPCOM;TYPEQU", "01001;A504"])
    with pytest.raises(RefusedFileError, match=r"expected one BPE, found BPE25\.csv, BPE25\.csv"):
        read("equipment", path, path)
