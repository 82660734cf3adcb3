"""All that searches are answered from, built at once from one snapshot of the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np

from services.tensions.areas import AreaKind, Areas, build_areas
from services.tensions.matrix import TensionMatrix, build_matrix
from services.tensions.occupations import Occupation, build_occupations
from services.tensions.queries.index import IndexRows
from services.tensions.related import Traits, build_traits
from services.tensions.suggestions import Suggestions, build_suggestions


@dataclass(frozen=True, slots=True)
class TensionIndex:
    """Never changed once built. `datasets`: state (version, source…) of those in use, by name."""

    matrix: TensionMatrix
    areas: Mapping[AreaKind, Areas]
    occupations: Mapping[str, Occupation]
    suggestions: Suggestions
    skills: Traits
    pcs: Traits
    datasets: Mapping[str, dict[str, Any]]


def build_index(rows: IndexRows) -> TensionIndex:
    """The index of those rows; a dataset that has not been imported leaves its part empty."""
    matrix = build_matrix(rows.cells, {part.bassin for part in rows.bassin_parts})
    occupations = build_occupations(rows.occupations, matrix.row)
    offers = np.nansum(matrix.offers, axis=1).tolist()
    kinds: tuple[AreaKind, ...] = get_args(AreaKind)
    return TensionIndex(
        matrix=matrix,
        areas={kind: build_areas(kind, matrix.bassins, rows.bassin_parts) for kind in kinds},
        occupations=occupations,
        suggestions=build_suggestions(occupations, rows.titles, dict(zip(matrix.rome, offers, strict=True))),
        skills=build_traits(rows.skills),
        pcs=build_traits(rows.pcs),
        datasets=rows.datasets,
    )
