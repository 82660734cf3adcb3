"""The real files, whole: how many rows they give, how many lines they lose, and why."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from services.importer.catalog import find_dataset
from services.importer.locate import find_in_folder
from services.importer.reference import Reference
from tests.importer.bpe_files import write_bpe
from tests.importer.sources.small_files import Read, read

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not there: {DATA}")

NO_LABEL = "no competence has this code (activities are in another file)"
MERGED = "merged commune mapped to its successor"


@dataclass(frozen=True)
class Expected:
    """`file` is what the folder is searched for when it is not what the dataset finds by itself."""

    dataset: str
    rows: int
    rejected: dict[str, int]
    repaired: dict[str, int] = field(default_factory=dict)
    vintage: str = ""
    file: str = ""


EXPECTED = [
    Expected("equipment-types", 229, {}, {"label in capitals": 229}, "2024"),
    Expected(
        "rents",
        34_896,
        {"merged into a commune that has its own figure": 547},
        {
            "leading zero restored": 3_179,
            MERGED: 552,
            "figure of the merged communes given to their successor": 4,
            "rent of a city: mean of its arrondissements, weighted by their population": 3,
        },
        "2018",
    ),
    Expected("typical-rents", 50, {}),
    Expected(
        "prices",
        26_759,
        {"no sale, so no price": 8_064},
        {
            "leading zero restored": 3_144,
            MERGED: 107,
            "price of merged communes: mean weighted by their sales": 53,
            "price of a city: mean of its arrondissements, weighted by their sales": 3,
        },
        "2019",
    ),
    Expected("social-housing-delays", 26, {}),
    Expected("offers", 163_153, {"overseas collectivity": 203, "no ROME code": 4}, {}, "2021-09-29"),
    Expected("helps", 17, {}),
    Expected("occupations", 1_584, {}, {}, "v460"),
    Expected(
        "occupations",
        531,
        {},
        {"doubled apostrophe": 122},
        "v347",
        "unix_referentiel_code_rome_v347_utf8.csv",
    ),
    Expected("occupations", 532, {}, {}, "v346", "unix_referentiel_code_rome_v346_utf8.xml"),
    Expected("titles", 13_120, {}, {}, "v460"),
    Expected(
        "titles",
        10_990,
        {},
        {"doubled apostrophe": 2_161},
        "v347",
        "unix_referentiel_appellation_v347_utf8.csv",
    ),
    Expected("skills", 12_109, {NO_LABEL: 18_597}, {"doubled apostrophe": 983}, "v347"),
    Expected("pcs", 1_921, {"family without ROME code": 14}),
    Expected("tensions", 27_135, {}, {}, "2021"),
]


def read_real(dataset: str, reference: Reference, tmp_path: Path, file: str = "") -> Read:
    paths = tuple(DATA.rglob(file)) if file else find_in_folder(find_dataset(dataset), DATA)
    assert paths, f"nothing of {dataset} in {DATA}"
    return read(dataset, *paths, reference=reference, report_to=tmp_path / "report.csv")


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: f"{one.dataset} {one.vintage}".strip())
def test_every_line_is_used_or_reported(expected: Expected, reference: Reference, tmp_path: Path):
    result = read_real(expected.dataset, reference, tmp_path, expected.file)
    assert len(result.rows) == expected.rows >= find_dataset(expected.dataset).minimum_rows
    assert dict(result.report.reasons) == expected.rejected
    assert dict(result.report.repairs) == expected.repaired
    assert result.report.vintage == expected.vintage
    assert len(result.rejected) == sum(expected.rejected.values())


def test_more_offers_per_job_seeker_the_stronger_the_tension(reference: Reference, tmp_path: Path):
    ratios: dict[int, list[float]] = {level: [] for level in range(1, 6)}
    for row in read_real("tensions", reference, tmp_path).rows:
        ratios[row["tension"]].append(row["offers"] / row["job_seekers"])
    medians = [round(sorted(of_level)[len(of_level) // 2], 2) for of_level in ratios.values()]
    assert medians == [0.58, 0.93, 1.11, 1.29, 2.26]


def test_tensions_keep_the_orphan_bassin_and_the_empty_indices(reference: Reference, tmp_path: Path):
    rows = read_real("tensions", reference, tmp_path).rows
    assert Counter(row["bassin"] for row in rows)["7549"] == 24
    assert {row["code_rome"] for row in rows if row["training_specificity"] is None} == {"M1301"}
    assert sum(row["training_specificity"] is None for row in rows) == 10


def test_every_tense_occupation_has_a_label_and_all_but_one_a_pcs(reference: Reference, tmp_path: Path):
    tense = {row["code_rome"] for row in read_real("tensions", reference, tmp_path).rows}
    occupations = {row["code_rome"]: row for row in read_real("occupations", reference, tmp_path).rows}
    with_pcs = {row["code_rome"] for row in read_real("pcs", reference, tmp_path).rows}
    assert len(tense) == 397
    assert all(occupations[code]["parent"] == code for code in tense)
    assert len(with_pcs) == 531
    assert tense - with_pcs == {"L1510"}


def test_the_three_cities_have_a_rent_and_a_price_between_those_of_their_arrondissements(
    reference: Reference, tmp_path: Path
):
    for dataset, figure in (("rents", "rent_m2"), ("prices", "price_m2")):
        figures = {row["code_insee"]: row[figure] for row in read_real(dataset, reference, tmp_path).rows}
        for city in ("75056", "69123", "13055"):
            parts = [figures[code] for code, one in reference.communes.items() if one.parent == city]
            assert min(parts) < figures[city] < max(parts)


def test_prices_of_alsace_and_moselle_are_unknown(reference: Reference, tmp_path: Path):
    priced = {
        reference.communes[row["code_insee"]].departement
        for row in read_real("prices", reference, tmp_path).rows
    }
    assert {"57", "67", "68", "976"}.isdisjoint(priced)
    assert len(priced) == 93


def test_nothing_of_the_helps_is_markup(reference: Reference, tmp_path: Path):
    texts = [value for row in read_real("helps", reference, tmp_path).rows for value in row.values()]
    assert not [text for text in texts if isinstance(text, str) and ("<" in text or "^" in text)]


def test_a_bpe_over_all_communes_loses_no_row(reference: Reference, tmp_path: Path):
    people: dict[str, Any] = {
        code: one.population or 1
        for code, one in reference.communes.items()
        if code not in {"75056", "69123", "13055"}
    }
    types = [row["typequ"] for row in read_real("equipment-types", reference, tmp_path).rows]
    path = write_bpe(tmp_path / "BPE25.zip", 100_000, people, types=types)
    result = read("equipment", path, reference=reference)
    assert sum(row["total"] for row in result.rows) + result.report.rejected == 100_000
    assert result.report.reasons.keys() == {"overseas collectivity"}
    assert {"75056", "69123", "13055"} <= {row["code_insee"] for row in result.rows}
