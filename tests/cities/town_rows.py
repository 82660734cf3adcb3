"""Rows that the columns are built from, and tensions, made for tests."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from services.cities.columns.matrix import TensionMatrix
from services.cities.queries.index import IndexRows
from services.cities.queries.places import (
    CommunePlace,
    DepartementPlace,
    FormerRegionPlace,
    PlaceRows,
    RegionPlace,
)
from shared.events.importer import Source

SOURCE = {
    "title": "Source for tests",
    "producer": "Nobody",
    "licence": "Licence Ouverte 2.0",
    "url": "https://example.org/data",
    "vintage": "2021",
    "file": "rows.csv",
    "sample": False,
}


def town(code_insee: str, name: str = "Ville", **facts: Any) -> dict[str, Any]:
    """A commune's row; what is not given is unknown. `departement` is that of the code, `region` 32."""
    return {
        "code_insee": code_insee,
        "name": name,
        "kind": "commune",
        "parent": None,
        "departement": code_insee[:3] if code_insee.startswith("97") else code_insee[:2],
        "region": "32",
        "population": None,
        "postal_codes": [],
        "latitude": None,
        "longitude": None,
        "area_km2": None,
        "altitude_m": None,
        "sea_distance_km": None,
        "former_codes": [],
    } | facts


def index_rows(
    communes: Sequence[dict[str, Any]],
    *,
    bassins: Mapping[str, str] | None = None,
    rents: Mapping[str, float] | None = None,
    typical_rents: Mapping[str, float] | None = None,
    offers: Mapping[tuple[str, str], Mapping[str, int]] | None = None,
    regions: Mapping[str, str] | None = None,
    departements: Mapping[str, tuple[str, str]] | None = None,
    former_regions: Sequence[tuple[str, str, str]] = (),
    samples: Sequence[str] = (),
) -> IndexRows:
    """Rows of one snapshot: code -> bassin, code -> rent, code -> name, code -> (name, region)."""
    bassins = bassins or {}
    names = ("cities", "bassins", "rents", "offers")
    return IndexRows(
        communes=sorted(communes, key=lambda row: row["code_insee"]),
        regions=[_area(code, name) for code, name in (regions or {}).items()],
        former_regions=[
            {"code": code, "name": name, "successor": successor} for code, name, successor in former_regions
        ],
        departements=[
            _area(code, name, region=region) for code, (name, region) in (departements or {}).items()
        ],
        bassin_of=dict(bassins),
        bassin_names={bassin: f"Bassin {bassin}" for bassin in bassins.values()},
        apartment_rents=dict(rents or {}),
        typical_rents=[{"code_insee": code, "rent_m2": rent} for code, rent in (typical_rents or {}).items()],
        offers={key: dict(places) for key, places in (offers or {}).items()},
        datasets={name: {"version": 1, "source": SOURCE | {"sample": name in samples}} for name in names},
    )


def place_rows(
    communes: Sequence[dict[str, Any]],
    *,
    regions: Mapping[str, str],
    departements: Mapping[str, tuple[str, str]] | None = None,
    former_regions: Sequence[tuple[str, str, str]] = (),
) -> PlaceRows:
    """The same, as places are suggested from them."""
    return PlaceRows(
        communes=[CommunePlace(*(row[name] for name in CommunePlace._fields)) for row in communes],
        departements=[
            DepartementPlace(code, name, region, None)
            for code, (name, region) in (departements or {}).items()
        ],
        regions=[RegionPlace(code, name, None) for code, name in regions.items()],
        former_regions=[FormerRegionPlace(*row) for row in former_regions],
    )


def _area(code: str, name: str, **facts: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "population": None, "area_km2": None} | facts


def tensions(levels: Mapping[str, Mapping[str, int]], *, sample: bool = False) -> TensionMatrix:
    """A matrix of occupation -> bassin -> level."""
    bassins = sorted({bassin for row in levels.values() for bassin in row})
    return TensionMatrix(
        rome={code: index for index, code in enumerate(levels)},
        bassins={bassin: index for index, bassin in enumerate(bassins)},
        levels=np.array(
            [[row.get(bassin, 0) for bassin in bassins] for row in levels.values()], dtype=np.int8
        ).reshape(len(levels), len(bassins)),
        year=2021,
        sample=sample,
        source=Source.model_validate(SOURCE | {"sample": sample}),
    )
