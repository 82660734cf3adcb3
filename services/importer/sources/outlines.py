"""The outlines of departements and regions."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from services.importer.dataset import Dataset, Download, RefusedFileError
from services.importer.files import read_json
from services.importer.keys import is_new
from services.importer.reference import BUNDLED, Reference
from services.importer.report import Report
from services.importer.sources.official import bundled_departements, bundled_regions, vintage_of
from services.importer.values import departement, valid_row
from shared.events.rows import Outline, Row

Kind = Literal["departement", "region"]
_KINDS: tuple[Kind, ...] = ("departement", "region")
_CONTOURS = "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/2025/geojson"


def read_outlines(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """GeoJSON, one file per kind, told by its name. A kind without file is completed from bundled/."""
    names = _official_names()
    files = _by_kind(paths)
    report.vintage = max(map(vintage_of, paths))
    for kind in _KINDS:
        path = files.get(kind)
        rows = _read(path or BUNDLED / "outlines" / f"{kind}s.geojson", kind, names, report)
        for row in rows:
            if path is None:
                report.repair("outline added from the bundled file")
            yield row


def _official_names() -> dict[tuple[Kind, str], str]:
    names: dict[tuple[Kind, str], str] = {
        ("region", row.code): row.name for row in bundled_regions().values()
    }
    names |= {("departement", row.code): row.name for row in bundled_departements().values()}
    return names


def _by_kind(paths: Sequence[Path]) -> dict[Kind, Path]:
    files: dict[Kind, Path] = {}
    for path in paths:
        if first := files.get(_kind(path)):
            raise RefusedFileError(f"{first} and {path} hold the same outlines: import one of them")
        files[_kind(path)] = path
    return files


def _kind(path: Path) -> Kind:
    found = re.search(r"departement|region", path.name.lower())
    if found is None:
        raise RefusedFileError(f"{path.name}: its name has to say whether it holds departements or regions")
    return "departement" if found[0] == "departement" else "region"


def _read(path: Path, kind: Kind, names: Mapping[tuple[Kind, str], str], report: Report) -> Iterator[Outline]:
    seen: set[Hashable] = set()
    for rank, feature in enumerate(_features(path), start=1):
        row = _outline(feature, kind, names, report, (path.name, rank))
        if row and is_new(row.code, seen, report, path.name, rank):
            yield row


def _features(path: Path) -> list[Any]:
    document = read_json(path)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise RefusedFileError(f"{path.name}: expected a GeoJSON FeatureCollection")
    return features


def _outline(
    feature: Any, kind: Kind, names: Mapping[tuple[Kind, str], str], report: Report, place: tuple[str, int]
) -> Outline | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    text = str(properties.get("code", ""))
    code = departement(text, overseas_digits=True) if kind == "departement" else text.zfill(2)
    if code is None or (kind, code) not in names:
        report.reject(*place, f"unknown {kind}", f"{text} {properties.get('nom', '')}")
        return None
    if code != text:
        report.repair("official code restored")
    if flaw := _find_flaw(feature.get("geometry")):
        report.reject(*place, "unusable geometry", f"{text}: {flaw}")
        return None
    values = {"kind": kind, "code": code, "name": names[kind, code], "geometry": feature["geometry"]}
    return valid_row(Outline, values, report, *place)


def _find_flaw(geometry: Any) -> str | None:
    """Why the geometry cannot be drawn on a map, None when it can."""
    try:
        polygons = shape(geometry)
    except (ShapelyError, AttributeError, LookupError, TypeError, ValueError) as error:
        return f"no GeoJSON geometry ({error})"
    if polygons.geom_type not in {"Polygon", "MultiPolygon"} or polygons.is_empty:
        return f"{polygons.geom_type}, expected polygons"
    west, south, east, north = shapely.bounds(polygons)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "coordinates are not degrees (WGS84)"
    return None


DATASETS = (
    Dataset(
        name="outlines",
        title="Contours des départements et des régions",
        producer="IGN, ADMIN EXPRESS ; Etalab",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/contours-administratifs",
        read=read_outlines,
        minimum_rows=119,
        downloads=(
            Download(f"{_CONTOURS}/departements-1000m.geojson", "departements-1000m-2025.geojson"),
            Download(f"{_CONTOURS}/regions-1000m.geojson", "regions-1000m-2025.geojson"),
        ),
        patterns=(
            "[dr]*s-web.geojson",
            "[dr]*s-1000m*.geojson",
            "outlines/[dr]*s.geojson",
            "contour-des-departements.geojson",
        ),
        newest_only=False,
        bundled="outlines/[dr]*s.geojson",
    ),
)
