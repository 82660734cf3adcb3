"""What is told of regions, departements and bassins, from memory."""

from typing import Any

import numpy as np

from services.cities.columns.areas import Areas
from services.cities.columns.cells import Indexes, Mask
from services.cities.columns.communes import Communes
from services.cities.columns.towns import list_biggest
from services.cities.schemas import areas as schemas
from services.cities.schemas.references import Area, BassinRef
from services.cities.sheets.atlas import Atlas
from services.cities.sheets.figures import density
from services.cities.sheets.housing import list_waiting_times
from services.cities.sheets.surroundings import describe_climate
from shared.events import rows

_TOWNS = 10


def describe_region(communes: Communes, atlas: Atlas, region: rows.Region) -> schemas.Region:
    """A region and what it is made of."""
    members = _members(communes.regions, communes.traits.region, region.code)
    return schemas.Region(
        **_figures(region),
        communes=int(members.sum()),
        former_regions=[_area(former) for former in atlas.former_regions.get(region.code, ())],
        departements=[_area(departement) for departement in atlas.departements_of.get(region.code, ())],
        social_waiting_times=list_waiting_times(atlas, region.code),
        biggest_towns=list_biggest(communes, members, _TOWNS),
    )


def describe_departement(
    communes: Communes, atlas: Atlas, departement: rows.Departement
) -> schemas.Departement:
    """The figures of a departement."""
    members = _members(communes.departements, communes.traits.departement, departement.code)
    region = atlas.regions.get(departement.region)
    return schemas.Departement(
        **_figures(departement),
        region=Area(code=departement.region, name=region.name if region else departement.region),
        communes=int(members.sum()),
        rent_m2=departement.rent_m2,
        price_m2=departement.price_m2,
        climate=describe_climate(atlas, departement.code),
    )


def describe_around(communes: Communes, atlas: Atlas, departement: rows.Departement) -> dict[str, Any]:
    """What a departement's sheet has beyond its figures: siblings, bassins, biggest_towns."""
    members = _members(communes.departements, communes.traits.departement, departement.code)
    siblings = atlas.departements_of.get(departement.region, ())
    bassins = _used(communes.bassins, communes.traits.bassin[members])
    return {
        "siblings": [_area(sibling) for sibling in siblings if sibling.code != departement.code],
        "bassins": [BassinRef(id=area.code, name=area.name) for area in bassins],
        "biggest_towns": list_biggest(communes, members, _TOWNS),
    }


def describe_bassin_towns(communes: Communes, bassin: str) -> dict[str, Any]:
    """What its communes tell of a bassin: their number, population, departements, regions, biggest_towns."""
    members = _members(communes.bassins, communes.traits.bassin, bassin)
    population = communes.population[members]
    return {
        "communes": int(members.sum()),
        "population": None if np.isnan(population).all() else int(np.nansum(population)),
        "departements": _used(communes.departements, communes.traits.departement[members]),
        "regions": _used(communes.regions, communes.traits.region[members]),
        "biggest_towns": list_biggest(communes, members, _TOWNS),
    }


def _members(areas: Areas, of: Indexes, code: str) -> Mask:
    members: Mask = of == areas.index.get(code, -1)
    return members


def _used(areas: Areas, of: Indexes) -> list[Area]:
    numbers = np.unique(of[of < len(areas)]).tolist()
    return [Area(code=areas.codes[number], name=areas.names[number]) for number in numbers]


def _area(area: rows.Region | rows.FormerRegion | rows.Departement) -> Area:
    return Area(code=area.code, name=area.name)


def _figures(area: rows.Region | rows.Departement) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "population": area.population,
        "area_km2": area.area_km2,
        "density_per_km2": density(area.population, area.area_km2),
    }
