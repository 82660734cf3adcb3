"""How often towns of each region recruit in every occupation at once."""

import numpy as np

from services.cities.columns.cells import Cells, Mask
from services.cities.columns.communes import Communes
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.tension_levels import align_levels
from services.cities.schemas.criteria import OccupationRate, RegionOccupations
from services.cities.schemas.references import Area
from services.cities.search.region_rates import fitting_cells, towns_by_region


def list_occupation_rates(
    communes: Communes, matrix: TensionMatrix, min_tension: int
) -> list[RegionOccupations]:
    """Every region with the occupations whose tension is known there; those of `min_tension` count."""
    cells = communes.cells
    levels = align_levels(communes.bassins, matrix)[:, cells.traits.bassin]
    chances = levels >= min_tension
    everywhere = np.ones(len(cells.counts), dtype=np.bool_)
    towns = list(towns_by_region(communes, cells.counts))
    known = _count(cells, levels > 0, everywhere)
    opportunities = _count(cells, chances, everywhere)
    fitting = {key: _count(cells, chances, mask) for key, mask in fitting_cells(cells).items()}
    return [
        RegionOccupations(
            region=Area(code=code, name=communes.regions.names[index]),
            occupations={
                rome: OccupationRate(
                    share=round(opportunities[row][index] / towns[index], 4),
                    criteria=[key for key, counts in fitting.items() if counts[row][index]],
                )
                for rome, row in matrix.rome.items()
                if known[row][index]
            },
        )
        for index, code in enumerate(communes.regions.codes)
        if towns[index]
    ]


def _count(cells: Cells, chosen: Mask, fitting: Mask) -> list[list[int]]:
    """Towns of the chosen cells (occupations x cells) that fit: occupations x regions."""
    regions = np.arange(cells.traits.region.max() + 1)
    in_region = np.where(fitting, cells.counts, 0)[:, np.newaxis] * (
        cells.traits.region[:, np.newaxis] == regions
    )
    counted: list[list[int]] = (chosen.astype(np.float64) @ in_region).astype(np.int64).tolist()
    return counted
