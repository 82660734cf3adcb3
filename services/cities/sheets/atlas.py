"""Regions, departements and bassins in memory, with the figures that belong to them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.cities.queries.atlas import AtlasRows
from shared.events.importer import SourceRef
from shared.events.rows import (
    Departement,
    EquipmentType,
    FormerRegion,
    HiringSector,
    Region,
)

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Areas by code.

    `former_regions`: region -> those of before 2015 that it is made of; `successors`: the other way round;
    `delays`: former region -> months waited for social housing; `climates`: departement -> season -> degrees
    Celsius; `sectors`: bassin -> sectors, most job seekers first; `equipment_types`: typequ -> what it is.
    """

    regions: Mapping[str, Region]
    departements: Mapping[str, Departement]
    departements_of: Mapping[str, Sequence[Departement]]
    former_regions: Mapping[str, Sequence[FormerRegion]]
    successors: Mapping[str, str]
    delays: Mapping[str, float]
    climates: Mapping[str, Mapping[str, float]]
    sectors: Mapping[str, Sequence[HiringSector]]
    equipment_types: Mapping[str, EquipmentType]
    sources: Mapping[str, SourceRef]

    def find_region(self, code: str) -> Region | None:
        """The region of a code of today or of before 2015."""
        return self.regions.get(code) or self.regions.get(self.successors.get(code, ""))


def build_atlas(rows: AtlasRows) -> Atlas:
    """The atlas of the rows."""
    climates: dict[str, dict[str, float]] = defaultdict(dict)
    for temperature in rows.temperatures:
        climates[temperature.departement][temperature.season] = temperature.mean_c
    sectors = sorted(rows.sectors, key=lambda row: (-(row.job_seekers or 0), row.sector))
    return Atlas(
        regions={region.code: region for region in rows.regions},
        departements={departement.code: departement for departement in rows.departements},
        departements_of=_grouped(rows.departements, lambda departement: departement.region),
        former_regions=_grouped(rows.former_regions, lambda former: former.successor),
        successors={former.code: former.successor for former in rows.former_regions},
        delays={delay.former_region: delay.months for delay in rows.delays},
        climates=climates,
        sectors=_grouped(sectors, lambda sector: sector.bassin),
        equipment_types={one.typequ: one for one in rows.equipment_types},
        sources=rows.sources,
    )


def _grouped(rows: Iterable[RowT], key: Callable[[RowT], str]) -> dict[str, list[RowT]]:
    groups: dict[str, list[RowT]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)
