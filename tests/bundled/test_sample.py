"""The sample bassins and tensions: rebuilt to the same bytes, like the real ones, never taken for them."""

import re
import statistics
from collections import Counter, defaultdict

import pytest

from bundled.build.sample import build_sample
from bundled.build.sample_tensions import read_distribution
from services.importer.reference import BUNDLED
from tests.bundled.files import communes, read_table

REAL = BUNDLED.parents[1] / "shared" / "data" / "mobiville" / "cities-tension-utf8.csv"
LEVELS = "12345"


@pytest.fixture(scope="module")
def people() -> Counter[str]:
    """People per bassin."""
    counted: Counter[str] = Counter()
    for row in read_table("bassins.csv"):
        counted[row["bassin"]] += int(communes()[row["code_insee"]]["population"])
    return counted


def test_rebuilding_gives_the_committed_bytes(tmp_path):
    build_sample(BUNDLED, tmp_path)
    for name in ("bassins.csv", "tensions.csv"):
        assert (tmp_path / name).read_bytes() == (BUNDLED / name).read_bytes(), f"{name} is stale"


def test_the_tensions_stay_small():
    assert (BUNDLED / "tensions.csv").stat().st_size < 1_200_000


def test_every_commune_has_one_bassin():
    codes = [row["code_insee"] for row in read_table("bassins.csv")]
    assert codes == sorted(communes())


def test_a_bassin_has_one_name_and_stays_in_one_region():
    names, regions = defaultdict(set), defaultdict(set)
    for row in read_table("bassins.csv"):
        names[row["bassin"]].add(row["bassin_name"])
        regions[row["bassin"]].add(communes()[row["code_insee"]]["region"])
    assert {len(found) for found in (*names.values(), *regions.values())} == {1}
    assert len({min(found) for found in names.values()}) == len(names)


def test_ids_and_names_cannot_be_taken_for_real_bassins():
    for row in read_table("bassins.csv"):
        assert re.fullmatch(r"X[0-9]{3}", row["bassin"])
        assert row["bassin_name"].startswith("Bassin d’exemple d")


def test_names_are_french():
    names = {row["bassin_name"] for row in read_table("bassins.csv")}
    assert names >= {"Bassin d’exemple du Mans", "Bassin d’exemple d’Angers", "Bassin d’exemple de Lyon"}


def test_bassins_have_the_number_and_size_of_the_real_ones(people):
    assert 390 <= len(people) <= 410
    quartiles = statistics.quantiles(people.values(), n=4)
    assert quartiles == pytest.approx([67_000, 108_000, 190_000], rel=0.15)


def test_tensions_refer_to_what_is_bundled(people):
    occupations = {row["code_rome"] for row in read_table("occupations.csv")}
    cells = [(row["code_rome"], row["bassin"]) for row in read_table("tensions.csv")]
    assert len(cells) == len(set(cells))
    assert {code for code, _ in cells} <= occupations
    assert {bassin for _, bassin in cells} <= people.keys()
    assert {code[0] for code, _ in cells} == set("ABCDEFGHIJKLMN")


def test_each_family_has_the_real_share_of_cells_and_of_levels(people):
    families = Counter(row["code_rome"][0] for row in read_table("occupations.csv"))
    levels = Counter((row["code_rome"][0], int(row["tension"])) for row in read_table("tensions.csv"))
    for family, real in read_distribution().families.items():
        cells = sum(levels[family, level] for level in range(1, 6))
        assert cells / (families[family] * len(people)) == pytest.approx(real.presence, abs=0.005)
        shares = [levels[family, level] / cells for level in range(1, 6)]
        assert shares == pytest.approx(real.levels, abs=0.02)


def test_offers_per_job_seeker_rise_with_the_level_as_they_do_in_reality():
    ratios = defaultdict(list)
    for row in read_table("tensions.csv"):
        ratios[row["tension"]].append(float(row["offers"]) / float(row["job_seekers"]))
    medians = [statistics.median(ratios[level]) for level in LEVELS]
    assert medians == pytest.approx(read_distribution().median_offers_per_job_seeker, rel=0.06)


def test_nothing_is_below_what_the_dares_publishes():
    lowest = read_distribution().lowest_published
    for row in read_table("tensions.csv"):
        assert float(row["offers"]) >= lowest.offers - 0.01
        assert float(row["job_seekers"]) >= lowest.job_seekers


def test_large_bassins_have_more_occupations(people):
    present = Counter(row["bassin"] for row in read_table("tensions.csv"))
    by_size = sorted(people, key=lambda bassin: people[bassin])
    tenth = len(by_size) // 10
    small, large = by_size[:tenth], by_size[-tenth:]
    assert statistics.mean(present[bassin] for bassin in small) < 20
    assert statistics.mean(present[bassin] for bassin in large) > 150


def test_indices_are_levels_and_belong_to_the_occupation():
    names = [name for name in read_table("tensions.csv")[0] if name.startswith("ind_")]
    assert len(names) == 6
    indices = defaultdict(set)
    for row in read_table("tensions.csv"):
        indices[row["code_rome"]].add(tuple(row[name] for name in names))
    assert {len(found) for found in indices.values()} == {1}
    assert {level for found in indices.values() for one in found for level in one} == set(LEVELS)


@pytest.fixture(scope="module")
def real_rows() -> list[dict[str, str]]:
    if not REAL.exists():
        pytest.skip(f"{REAL} is not on this machine")
    header, *lines = REAL.read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split(";"), line.split(";"), strict=True)) for line in lines]


def test_the_figures_of_the_distribution_are_those_of_the_real_file(real_rows):
    levels = Counter((row["ROME"][0], row["ind_tension_d"]) for row in real_rows)
    for family, figures in read_distribution().families.items():
        cells = sum(levels[family, level] for level in LEVELS)
        assert [levels[family, level] / cells for level in LEVELS] == pytest.approx(figures.levels, abs=0.001)


def test_no_cell_of_the_real_file_was_copied(real_rows):
    real = {(rounded(row["oee"]), rounded(row["defm_abc"])) for row in real_rows}
    ours = [(float(row["offers"]), float(row["job_seekers"])) for row in read_table("tensions.csv")]
    assert sum(pair in real for pair in ours) < 5  # chance alone makes a few meet


def rounded(figure: str) -> float:
    return round(float(figure.replace(",", ".")), 2)
