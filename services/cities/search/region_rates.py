"""How often towns of a region, by what is around them and their size, recruit in an occupation."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

import numpy as np

from services.cities.columns.cells import Cells, Counts, Mask
from services.cities.columns.communes import Communes
from services.cities.columns.criteria import (
    ENVIRONMENTS,
    OPPORTUNITY_MIN_TENSION,
    SIZES,
    Environment,
    Size,
)
from services.cities.columns.tension_levels import Levels
from services.cities.schemas.criteria import (
    Criterion,
    CriterionCount,
    CriterionRate,
    OpportunityRate,
    RegionCount,
    RegionRate,
)
from services.cities.schemas.references import Area


def count_criteria(cells: Cells) -> list[CriterionCount]:
    """Every criterion with the towns that fit it, environments first."""
    return [
        CriterionCount(
            key=key,
            kind="environment" if isinstance(key, Environment) else "size",
            towns=int(cells.counts @ fitting),
            **asdict(ENVIRONMENTS[key] if isinstance(key, Environment) else SIZES[key]),
        )
        for key, fitting in fitting_cells(cells).items()
    ]


def count_regions(communes: Communes) -> list[RegionCount]:
    """Every region with its towns."""
    towns = towns_by_region(communes, communes.cells.counts)
    return [
        RegionCount(code=code, name=name, towns=count)
        for code, name, count in zip(communes.regions.codes, communes.regions.names, towns, strict=True)
    ]


def rate_regions(communes: Communes, levels: Levels) -> list[RegionRate]:
    """The rates of every region, over all its towns and over those that fit each criterion.

    `levels` are the tensions of the bassins, with a last 0 for none.
    """
    everywhere = np.ones(len(communes.cells.counts), dtype=np.bool_)
    overall = _rates(communes, levels, everywhere)
    rates = {key: _rates(communes, levels, fitting) for key, fitting in fitting_cells(communes.cells).items()}
    return [
        RegionRate(
            region=Area(code=code, name=communes.regions.names[index]),
            criteria=[
                CriterionRate(key=key, **by_region[index].model_dump()) for key, by_region in rates.items()
            ],
            **overall[index].model_dump(),
        )
        for index, code in enumerate(communes.regions.codes)
    ]


def fitting_cells(cells: Cells) -> Mapping[Criterion, Mask]:
    """Which cells fit each criterion, environments first."""
    environments = {key: cells.traits.environments[:, index] for index, key in enumerate(Environment)}
    return environments | {key: cells.traits.size == index for index, key in enumerate(Size)}


def _rates(communes: Communes, levels: Levels, fitting: Mask) -> list[OpportunityRate]:
    cells = communes.cells
    tension = levels[cells.traits.bassin]
    kept = (fitting, fitting & (tension > 0), fitting & (tension >= OPPORTUNITY_MIN_TENSION))
    sums = [towns_by_region(communes, np.where(cells_kept, cells.counts, 0)) for cells_kept in kept]
    return [
        OpportunityRate(
            towns=towns,
            known=known,
            opportunities=opportunities,
            share=round(opportunities / towns, 4) if known else None,
        )
        for towns, known, opportunities in zip(*sums, strict=True)
    ]


def towns_by_region(communes: Communes, counts: Counts) -> Iterator[int]:
    """How many of the counted communes of cells each region has."""
    region = communes.cells.traits.region
    return map(int, np.bincount(region, weights=counts, minlength=len(communes.regions)))
