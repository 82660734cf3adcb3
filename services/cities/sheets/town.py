"""The sheet of a town, put together from memory and from the database."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from services.cities.columns.criteria import environments_of, size_of
from services.cities.columns.towns import refer_to_town
from services.cities.credits import find_credits, is_sample
from services.cities.queries.towns import Details
from services.cities.schemas.references import Area
from services.cities.schemas.sheet import CitySheet, Part
from services.cities.sheets.datasets import list_datasets
from services.cities.sheets.equipment import describe_equipment
from services.cities.sheets.figures import density
from services.cities.sheets.housing import describe_housing, remember_housing
from services.cities.sheets.memory import Memory
from services.cities.sheets.own_or_city import OwnOrCity
from services.cities.sheets.subject import Identity, Subject, bassin_of, identify
from services.cities.sheets.surroundings import choose_offers, describe_bassin, describe_climate, find_tension


def compose_sheet(memory: Memory, subject: Subject, details: Details | None, rome: str | None) -> CitySheet:
    """The sheet without its portrait; without details it holds what memory has, `incomplete` has the rest."""
    identity = identify(memory.communes, subject, details.towns if details else {})
    bassin = bassin_of(memory.communes, subject.index)
    sheet = CitySheet(
        **_tell_identity(memory, identity),
        **_tell_database(memory, subject, identity, details),
        asked=None if subject.asked == identity.code_insee else subject.asked,
        bassin=describe_bassin(memory.communes, memory.atlas, bassin) if bassin else None,
        tension=find_tension(memory.tensions, rome, bassin) if rome else None,
        climate=describe_climate(memory.atlas, identity.departement),
        portrait=None,
        portrait_missing=None,
        incomplete=[*_list_missing(memory, details, rome)],
        sources=[],
        sample=False,
    )
    known = (details.sources if details else {}, memory.communes.sources, memory.atlas.sources)
    sources = find_credits(list_datasets(sheet), *known, memory.tension_sources)
    return sheet.model_copy(update={"sources": sources, "sample": is_sample(sources)})


def _tell_identity(memory: Memory, identity: Identity) -> dict[str, Any]:
    communes = memory.communes
    parent = communes.find(identity.parent) if identity.parent else None
    return asdict(identity) | {
        "parent": None if parent is None else refer_to_town(communes, parent),
        "departement": Area(code=identity.departement, name=communes.departements.name(identity.departement)),
        "region": Area(code=identity.region, name=communes.regions.name(identity.region)),
        "density_per_km2": density(identity.population, identity.area_km2),
        "environments": environments_of(
            sea_distance_km=identity.sea_distance_km,
            altitude_m=identity.altitude_m,
            population=identity.population,
        ),
        "size": size_of(identity.population),
    }


def _tell_database(
    memory: Memory, subject: Subject, identity: Identity, details: Details | None
) -> dict[str, Any]:
    if details is None:
        housing = remember_housing(memory.communes, memory.atlas, subject.index, identity)
        return {"offers": None, "housing": housing, "equipment": None, "from_city": []}
    town = OwnOrCity(identity, details.towns)
    around = details.bassin_offers.get(bassin_of(memory.communes, subject.index) or "")
    return {
        "offers": choose_offers(town, around),
        "housing": describe_housing(town, memory.atlas, identity),
        "equipment": describe_equipment(town, memory.atlas.equipment_types, memory.living),
        "from_city": town.from_city,
    }


def _list_missing(memory: Memory, details: Details | None, rome: str | None) -> Iterator[Part]:
    if details is None:
        yield from ("identity", "offers", "housing", "equipment")
    if rome and memory.tensions is None:
        yield "tension"
