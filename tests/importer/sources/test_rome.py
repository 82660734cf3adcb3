import zipfile
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

V460 = (
    '"code_rome","code_fiche_metier","code_ogr","libelle_rome","code_rome_parent"',
    '"A1101","11","6","Conducteur / Conductrice d\'engins agricoles","A1101"',
    '"A1102","30047","403950","Conducteur / Conductrice d\'engins forestiers","A1101"',
)
V347 = (
    '"code_rome","code_fiche_em","code_ogr","libelle_rome","statut"',
    '"A1101","11","6","Conduite d\'\'engins agricoles","1"',
)
LINKS = ('"code_rome","code_ogr"', '"C1401","100"', '"C1401","200"', '"D1201","100"')
COMPETENCES = (
    '"code_ogr","libelle_competence","code_type_competence","libelle_type_competence","statut"',
    '"100","Méthodes d\'\'analyse","1","SAVOIRS THEORIQUES ET PROCEDURAUX","1"',
)


def test_since_rome_4_an_occupation_has_a_parent(tmp_path: Path):
    result = read("occupations", write(tmp_path / "unix_referentiel_code_rome_v460_utf8.csv", V460))
    assert [(row["code_rome"], row["parent"]) for row in result.rows] == [
        ("A1101", "A1101"),
        ("A1102", "A1101"),
    ]
    assert result.report.vintage == "v460"


def test_before_rome_4_there_is_no_parent_and_doubled_apostrophes_are_put_right(tmp_path: Path):
    result = read("occupations", write(tmp_path / "unix_referentiel_code_rome_v347_utf8.csv", V347))
    assert result.rows == [{"code_rome": "A1101", "label": "Conduite d'engins agricoles", "parent": None}]
    assert result.report.repairs == {"doubled apostrophe": 1}


def test_an_occupation_that_comes_twice_is_rejected_with_its_line(tmp_path: Path):
    result = read("occupations", write(tmp_path / "x.csv", [*V347, V347[1]]))
    assert len(result.rows) == 1
    assert result.rejected == [(3, "duplicate", "A1101")]


def test_a_code_that_is_none_is_rejected(tmp_path: Path):
    result = read("occupations", write(tmp_path / "x.csv", [*V347, '"Z9","1","1","Rien","1"']))
    assert [(line, reason) for line, reason, _ in result.rejected] == [(3, "invalid code_rome")]


def test_the_official_zip_holds_every_table_and_each_dataset_takes_its_own(tmp_path: Path):
    archive = tmp_path / "rome-csv.zip"
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("csv/unix_referentiel_code_rome_v461_utf8.csv", "\n".join(V460) + "\n")
        files.writestr(
            "csv/unix_referentiel_appellation_v461_utf8.csv",
            "code_ogr,libelle_appellation_long,code_rome\n1,Chef,A1101\n",
        )
        files.writestr("csv/unix_coherence_item_v461_utf8.csv", "\n".join(LINKS) + "\n")
        files.writestr("csv/unix_referentiel_competence_v461_utf8.csv", "\n".join(COMPETENCES) + "\n")
    assert len(read("occupations", archive).rows) == 2
    assert read("titles", archive).rows == [{"code_ogr": "1", "code_rome": "A1101", "label": "Chef"}]
    assert [row["code_rome"] for row in read("skills", archive).rows] == ["C1401", "D1201"]


def test_a_skill_joins_its_link_and_its_label(tmp_path: Path):
    links = write(tmp_path / "unix_coherence_item_v347_utf8.csv", LINKS)
    competences = write(tmp_path / "unix_referentiel_competence_v347_utf8.csv", COMPETENCES)
    result = read("skills", links, competences)
    assert result.rows[0] == {
        "code_rome": "C1401",
        "code_ogr": "100",
        "label": "Méthodes d'analyse",
        "kind": "Savoirs théoriques et procéduraux",
    }
    assert result.rejected == [(3, "no competence has this code (activities are in another file)", "200")]


def test_skills_come_from_the_newest_version_that_has_both_files(tmp_path: Path):
    old = [
        write(tmp_path / "unix_coherence_item_v346_utf8.csv", LINKS),
        write(tmp_path / "unix_referentiel_competence_v346_utf8.csv", COMPETENCES),
    ]
    new = [
        write(tmp_path / "unix_coherence_item_v347_utf8.csv", LINKS),
        write(tmp_path / "unix_referentiel_competence_v347_utf8.csv", COMPETENCES),
        write(tmp_path / "unix_coherence_item_v460_utf8.csv", LINKS),
    ]
    assert read("skills", *old, *new).report.vintage == "v347"


def test_links_without_the_competences_of_their_version_are_refused(tmp_path: Path):
    links = write(tmp_path / "unix_coherence_item_v347_utf8.csv", LINKS)
    other = write(tmp_path / "unix_referentiel_competence_v346_utf8.csv", COMPETENCES)
    with pytest.raises(RefusedFileError, match=r"of one version, found unix_coherence_item_v347_utf8\.csv"):
        read("skills", links, other)


def test_titles_take_the_long_form(tmp_path: Path):
    path = write(
        tmp_path / "unix_referentiel_appellation_v460_utf8.csv",
        [
            '"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome"',
            '"10202","Monteur / Monteuse électronique","Monteur(se) électronique","I1601"',
        ],
    )
    assert read("titles", path).rows[0]["label"] == "Monteur / Monteuse électronique"


def test_a_foreign_file_is_refused_by_name_and_columns(tmp_path: Path):
    path = write(tmp_path / "towns.csv", ["city;rent", "PARIS;31"])
    with pytest.raises(
        RefusedFileError, match=r"towns\.csv: missing columns: code_rome.*Columns found: city, rent"
    ):
        read("occupations", path)


def test_two_files_of_titles_are_one_too_many(tmp_path: Path):
    path = write(tmp_path / "x.csv", V347)
    with pytest.raises(RefusedFileError, match=r"expected one file, found x\.csv, x\.csv"):
        read("titles", path, path)
