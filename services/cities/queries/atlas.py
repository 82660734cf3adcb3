"""The rows of the atlas, in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from services.cities.queries.datasets import find_sources
from services.cities.queries.rows import find_all
from shared.events import rows
from shared.events.importer import SourceRef

ATLAS_DATASETS = (
    "regions",
    "former-regions",
    "departements",
    "temperatures",
    "social-housing-delays",
    "hiring-sectors",
    "equipment-types",
)


@dataclass(frozen=True, slots=True)
class AtlasRows:
    """The rows of ATLAS_DATASETS, and the sources of those in use."""

    regions: Sequence[rows.Region]
    former_regions: Sequence[rows.FormerRegion]
    departements: Sequence[rows.Departement]
    temperatures: Sequence[rows.Temperature]
    delays: Sequence[rows.SocialHousingDelay]
    sectors: Sequence[rows.HiringSector]
    equipment_types: Sequence[rows.EquipmentType]
    sources: Mapping[str, SourceRef]


async def load_atlas(connection: AsyncConnection) -> AtlasRows:
    """Everything that the atlas is made of; the connection holds the snapshot."""
    return AtlasRows(
        regions=await find_all(connection, rows.Region, tables.regions),
        former_regions=await find_all(connection, rows.FormerRegion, tables.former_regions),
        departements=await find_all(connection, rows.Departement, tables.departements),
        temperatures=await find_all(connection, rows.Temperature, tables.temperatures),
        delays=await find_all(connection, rows.SocialHousingDelay, tables.social_housing_delays),
        sectors=await find_all(connection, rows.HiringSector, tables.hiring_sectors),
        equipment_types=await find_all(connection, rows.EquipmentType, tables.equipment_types),
        sources=await find_sources(connection, ATLAS_DATASETS),
    )
