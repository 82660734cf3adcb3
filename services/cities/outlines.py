"""Outlines as GeoJSON, encoded once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from shared.events.importer import SourceRef
from shared.events.rows import Outline


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """`collections`: kind -> the bytes of its FeatureCollection; `known` is False before the first import."""

    collections: Mapping[str, bytes]
    known: bool


def build_outlines(outlines: Iterable[Outline], source: SourceRef | None) -> Outlines:
    """One collection per kind; features have the properties code and name."""
    features: dict[str, list[dict[str, Any]]] = {"departement": [], "region": []}
    for outline in outlines:
        properties = {"code": outline.code, "name": outline.name}
        features[outline.kind].append(
            {"type": "Feature", "id": outline.code, "properties": properties, "geometry": outline.geometry}
        )
    collections = {kind: _collection(found, source) for kind, found in features.items()}
    return Outlines(collections, known=any(features.values()))


def _collection(features: list[dict[str, Any]], source: SourceRef | None) -> bytes:
    members = {"sources": [source.model_dump()] if source else [], "sample": bool(source and source.sample)}
    return orjson.dumps({"type": "FeatureCollection", **members, "features": features})
