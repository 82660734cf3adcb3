"""The forms in which communes are published -> one set of fields."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from services.importer.figures import read_figures
from services.importer.records import is_json, read_objects, read_records
from services.importer.report import Report
from services.importer.values import code_insee, departement

# by field of shared.events.rows.Commune, without parent and region
Fields = dict[str, Any]

_COLUMNS = {
    "code_insee": ("code_insee", "code"),
    "name": ("name", "nom", "nom_standard"),
    "kind": ("kind", "type", "typecom"),
    "departement": ("departement", "dep", "dep_code"),
    "population": ("population", "pop"),
    "postal_codes": ("postal_codes", "cp", "codes_postaux"),
    "latitude": ("latitude", "lat", "latitude_centre"),
    "longitude": ("longitude", "lon", "longitude_centre"),
    "area_km2": ("area_km2", "superficie_km2"),
    "altitude_m": ("altitude_m", "altitude", "altitude_moyenne"),
    "sea_distance_km": ("sea_distance_km",),
    "former_codes": ("former_codes", "anciens"),
}
_REQUIRED = ("code_insee", "name", "departement", "population", "latitude", "longitude")
_FIGURES = ("population", "latitude", "longitude", "area_km2", "altitude_m", "sea_distance_km")
_ARRONDISSEMENTS = frozenset({"arrondissement", "arrondissement-municipal", "arm"})


def read_commune_file(path: Path, report: Report) -> Iterator[tuple[int, Fields]]:
    """Line and fields of each commune: a table, or the JSON of the official API (geo.api.gouv.fr)."""
    if is_json(path):
        return _from_api(path, report)
    return _from_table(path, report)


def _from_table(path: Path, report: Report) -> Iterator[tuple[int, Fields]]:
    for line, record in read_records(path, report, columns=_COLUMNS, required=_REQUIRED):
        figures = read_figures(record, _FIGURES, report, path.name, line)
        if figures is not None:
            yield line, _table_fields(record) | figures


def _table_fields(record: Mapping[str, str]) -> Fields:
    return {
        "code_insee": code_insee(record["code_insee"]),
        "name": record["name"],
        "kind": "arrondissement" if record["kind"].lower() in _ARRONDISSEMENTS else "commune",
        "departement": departement(record["departement"]),
        "postal_codes": _codes(record["postal_codes"]),
        "former_codes": _codes(record["former_codes"]),
    }


def _codes(text: str) -> list[str]:
    return sorted({code.zfill(5) for code in text.replace("/", " ").replace(",", " ").split()})


def _from_api(path: Path, report: Report) -> Iterator[tuple[int, Fields]]:
    for rank, item in enumerate(read_objects(path), start=1):
        try:
            yield rank, _api_fields(item)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            report.reject(path.name, rank, "incomplete row", f"{item.get('code')}: {error!r}")


def _api_fields(item: Mapping[str, Any]) -> Fields:
    """`surface` is in hectares; `centre` is a GeoJSON point, absent for a few communes."""
    centre = item.get("centre")
    longitude, latitude = map(float, centre["coordinates"]) if centre else (None, None)
    surface = item.get("surface")
    return {
        "code_insee": code_insee(str(item["code"])),
        "name": item["nom"],
        "kind": "arrondissement" if item.get("type") == "arrondissement-municipal" else "commune",
        "departement": departement(str(item["codeDepartement"])),
        "population": item.get("population"),
        "postal_codes": sorted(item.get("codesPostaux", [])),
        "latitude": latitude,
        "longitude": longitude,
        "area_km2": round(surface / 100, 2) if surface else None,
        "altitude_m": None,
        "sea_distance_km": None,
        "former_codes": [],
    }
