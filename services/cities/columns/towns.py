"""Towns that answers mention, from the columns."""

import math

from services.cities.columns.cells import Mask
from services.cities.columns.communes import Communes
from services.cities.columns.orders import Sort
from services.cities.schemas.references import TownRef


def known(value: float) -> float | None:
    """A figure of the columns: None where they hold NaN."""
    return None if math.isnan(value) else float(value)


def people(communes: Communes, index: int) -> int | None:
    """Population of a commune."""
    population = communes.population[index]
    return None if math.isnan(population) else int(population)


def refer_to_town(communes: Communes, index: int) -> TownRef:
    """How an answer mentions a commune."""
    return TownRef(
        code_insee=communes.code_insee[index],
        name=communes.name[index],
        departement=communes.departements.codes[communes.traits.departement[index]],
        population=people(communes, index),
    )


def list_biggest(communes: Communes, chosen: Mask, limit: int) -> list[TownRef]:
    """The most populated of the chosen communes."""
    ordered = communes.orders[Sort.POPULATION].communes
    return [refer_to_town(communes, int(index)) for index in ordered[chosen[ordered]][:limit]]
