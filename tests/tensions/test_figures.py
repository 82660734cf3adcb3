import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.tensions.areas import build_areas
from services.tensions.figures import rank, summarise
from services.tensions.matrix import build_matrix
from services.tensions.queries.index import BassinPart, Cell

BASSINS = ["0001", "0002", "0003", "0004"]
ROME = ["A1101", "J1506", "N4101"]

parts = st.lists(
    st.builds(
        BassinPart,
        bassin=st.sampled_from(BASSINS),
        name=st.none(),
        departement=st.sampled_from(["22", "35"]),
        region=st.just("53"),
        communes=st.integers(1, 50),
        population=st.integers(1, 10**6),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda part: (part.bassin, part.departement),
)
cells = st.lists(
    st.builds(
        Cell,
        code_rome=st.sampled_from(ROME),
        bassin=st.sampled_from(BASSINS),
        year=st.just(2021),
        tension=st.none() | st.integers(1, 5),
        offers=st.none() | st.floats(0, 10**5),
        job_seekers=st.none(),
    ),
    max_size=12,
    unique_by=lambda cell: (cell.code_rome, cell.bassin),
)


@given(parts, cells)
def test_means_counts_and_sums_are_what_they_say(parts, cells):
    """The same figures, counted one by one."""
    matrix = build_matrix(cells, BASSINS)
    areas = build_areas("departement", matrix.bassins, parts)
    figures = summarise(matrix, areas)
    for row, code in enumerate(matrix.rome):
        for column, departement in enumerate(areas.codes):
            here = {part.bassin: part for part in parts if part.departement == departement}
            mine = [cell for cell in cells if cell.code_rome == code and cell.bassin in here]
            known = [cell for cell in mine if cell.tension]
            people = sum(here[cell.bassin].population for cell in known)
            total = sum(part.population for part in here.values())
            levels = sum(cell.tension * here[cell.bassin].population for cell in known)
            mean = levels / people if people else math.nan
            assert figures.mean[row, column] == pytest.approx(mean, abs=0.00501, nan_ok=True)
            assert figures.covered[row, column] == pytest.approx(people / total)
            assert figures.bassins[row, column] == len(known)
            assert figures.communes[row, column] == sum(here[cell.bassin].communes for cell in known)
            offers = [
                cell.offers * here[cell.bassin].population / people_of(parts, cell.bassin)
                for cell in mine
                if cell.offers is not None
            ]
            expected = sum(offers) if offers else math.nan
            assert figures.offers[row, column] == pytest.approx(expected, abs=0.00501, nan_ok=True)


def people_of(parts: list[BassinPart], bassin: str) -> int:
    return sum(part.population or 0 for part in parts if part.bassin == bassin)


@given(parts, cells)
def test_means_lie_between_the_levels(parts, cells):
    matrix = build_matrix(cells, BASSINS)
    figures = summarise(matrix, build_areas("region", matrix.bassins, parts))
    known = figures.mean[figures.bassins > 0]
    assert ((known >= 1) & (known <= 5)).all()


@given(parts, cells)
def test_one_area_has_the_figures_that_it_has_among_all(parts, cells):
    matrix = build_matrix(cells, BASSINS)
    areas = build_areas("departement", matrix.bassins, parts)
    together = summarise(matrix, areas)
    for column, code in enumerate(areas.codes):
        alone = summarise(matrix, areas.only(code))
        for name in ("mean", "covered", "bassins", "communes", "offers"):
            np.testing.assert_allclose(getattr(alone, name)[:, 0], getattr(together, name)[:, column])


@given(parts, cells)
def test_ranks_are_by_mean_then_offers_then_code(parts, cells):
    matrix = build_matrix(cells, BASSINS)
    figures = summarise(matrix, build_areas("region", matrix.bassins, parts))

    def key(row: int) -> tuple[float, float, str]:
        return -figures.mean[row, 0], -float(max(-1.0, figures.offers[row, 0])), matrix.rome[row]

    ranked = rank(figures, 0)
    assert ranked == sorted(ranked, key=key)
    assert len(ranked) == int((figures.bassins[:, 0] > 0).sum())
