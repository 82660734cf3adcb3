"""The occupations, titles, skills and PCS of bundled/: enough of them, coherent, and right."""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from services.importer.reference import BUNDLED
from shared.events.rows import EquipmentType, Occupation, Pcs, Skill, Title
from tests.bundled.files import read_csv, read_table

REAL = BUNDLED.parents[1] / "shared" / "data"
OCCUPATIONS = {row["code_rome"]: row["label"] for row in read_table("occupations.csv")}
# the official list itself has one or two titles for these
FEW_TITLES = {"J1104", "J1304", "J1503", "K1305", "M1608"}

with_real_data = pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not on this machine")


@pytest.mark.parametrize(
    ("name", "row_type", "at_least"),
    [
        ("occupations.csv", Occupation, 300),
        ("titles.csv", Title, 1_500),
        ("skills.csv", Skill, 700),
        ("pcs.csv", Pcs, 327),
        ("equipment_types.csv", EquipmentType, 100),
    ],
)
def test_every_row_is_what_crosses_the_broker(name, row_type, at_least):
    optional = {"parent": None} if row_type is Occupation else {}
    rows = [row_type.model_validate(row | optional) for row in read_table(name)]
    assert len(rows) >= at_least


@pytest.mark.parametrize(
    "name", ["occupations.csv", "titles.csv", "skills.csv", "pcs.csv", "equipment_types.csv"]
)
def test_files_are_plain_csv(name: str):
    content = (BUNDLED / name).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_the_fourteen_families_have_several_occupations():
    families = Counter(code[0] for code in OCCUPATIONS)
    assert sorted(families) == list("ABCDEFGHIJKLMN")
    assert min(families.values()) >= 9


def test_occupations_are_listed_once_in_order():
    codes = [row["code_rome"] for row in read_table("occupations.csv")]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("name", ["titles.csv", "skills.csv", "pcs.csv"])
def test_everything_belongs_to_a_bundled_occupation(name: str):
    assert {row["code_rome"] for row in read_table(name)} <= OCCUPATIONS.keys()


def test_every_occupation_has_titles_and_a_pcs():
    titles = Counter(row["code_rome"] for row in read_table("titles.csv"))
    assert {code for code in OCCUPATIONS if not 3 <= titles[code] <= 8} == FEW_TITLES
    assert {row["code_rome"] for row in read_table("pcs.csv")} == OCCUPATIONS.keys()


def test_half_of_the_occupations_have_three_to_five_skills():
    skills = Counter(row["code_rome"] for row in read_table("skills.csv"))
    assert len(skills) > len(OCCUPATIONS) / 2
    assert all(3 <= count <= 5 for count in skills.values())


def test_a_title_is_listed_once():
    codes = [row["code_ogr"] for row in read_table("titles.csv")]
    assert len(codes) == len(set(codes))


def test_labels_are_job_titles_in_both_genders():
    one_form = [label for label in OCCUPATIONS.values() if " / " not in label]
    masculine = re.compile(r"\w+(ent|ant|er|eur|ien|ier|on)\b")
    assert [label for label in one_form if masculine.match(label)] == []
    assert OCCUPATIONS["J1506"] == "Infirmier / Infirmière"


def test_equipment_types_cover_the_services_of_daily_life():
    labels = {row["label"] for row in read_table("equipment_types.csv")}
    assert labels >= {
        "Médecin généraliste", "Pharmacie", "Crèche", "Collège", "Boulangerie", "Cinéma", "Aéroport",
    }  # fmt: skip


@with_real_data
def test_occupations_exist_in_both_vintages_of_the_rome():
    for vintage in ("v347", "v460"):
        codes = {row["code_rome"] for row in rome(vintage, "referentiel_code_rome")}
        assert codes >= OCCUPATIONS.keys()


@with_real_data
def test_labels_name_the_occupation_as_the_rome_or_its_titles_do():
    words: dict[str, set[str]] = defaultdict(set)
    for row in rome("v460", "referentiel_code_rome"):
        words[row["code_rome"]] |= stems(row["libelle_rome"])
    for row in rome("v347", "referentiel_appellation"):
        words[row["code_rome"]] |= stems(row["libelle_appellation_long"])
    assert {code: label for code, label in OCCUPATIONS.items() if not stems(label) & words[code]} == {}


@with_real_data
def test_titles_exist_under_their_code():
    official = {row["code_ogr"]: row for row in rome("v460", "referentiel_appellation")}
    for row in read_table("titles.csv"):
        assert official[row["code_ogr"]]["code_rome_parent"] == row["code_rome"], row
        assert fold(official[row["code_ogr"]]["libelle_appellation_long"]) == fold(row["label"])


@with_real_data
def test_skills_are_asked_by_their_occupation():
    labels = {row["code_ogr"]: row["libelle_competence"] for row in rome("v347", "referentiel_competence")}
    links = {(row["code_rome"], row["code_ogr"]) for row in rome("v347", "coherence_item")}
    for row in read_table("skills.csv"):
        assert (row["code_rome"], row["code_ogr"]) in links
        assert fold(labels[row["code_ogr"]].replace("''", "'")) == fold(row["label"])


@with_real_data
def test_pcs_and_occupation_meet_in_the_family_named():
    families: dict[str, str] = defaultdict(str)
    fap = ""
    table = REAL / "mobiville" / "table-correspondance-pcs-rome.csv"
    for line in table.read_text(encoding="utf-8").splitlines():
        fap = line.split(";")[0] or fap
        families[fap] += f";{line}"
    for row in read_table("pcs.csv"):
        cells = families[row["fap"]].split(";")
        assert {row["pcs"], row["code_rome"]} <= set(cells), row


@with_real_data
def test_equipment_types_exist_and_hold_the_services_of_the_original():
    bundled = {row["typequ"] for row in read_table("equipment_types.csv")}
    in_2024 = {row["typequ"] for row in read_csv(REAL / "bpe" / "typequ_bpe2024.csv")}
    services = read_csv(REAL / "bpe" / "mobiville_typequ_mapping.csv")
    codes = " ".join(f"{row['code_2021']} {row['codes_2024_25_suggested']}" for row in services).split()
    assert bundled >= set(codes)
    assert len(bundled & in_2024) > 90


def rome(vintage: str, name: str) -> list[dict[str, str]]:
    path: Path = REAL / f"rome-{vintage}" / f"unix_{name}_{vintage}_utf8.csv"
    return read_csv(path)


def fold(text: str) -> str:
    """Without case, accents and punctuation: the source has `Electricien` and `-IADE-`."""
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "Oe"))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", plain).lower()))


def stems(label: str) -> set[str]:
    return {word[:5] for word in fold(label).split() if len(word) > 3}
