"""GeoJSON (RFC 7946) as our maps read it."""

from typing import Any, Literal

from pydantic import BaseModel

from services.cities.schemas.references import Area
from shared.events.importer import SourceRef


class OutlineFeature(BaseModel):
    type: Literal["Feature"]
    id: str
    properties: Area
    geometry: dict[str, Any]


class OutlineCollection(BaseModel):
    """Geometries are WGS84, longitude first."""

    type: Literal["FeatureCollection"]
    sources: list[SourceRef]
    sample: bool
    features: list[OutlineFeature]
