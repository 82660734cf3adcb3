"""Where housing is officially tight: the ABC zoning, and the communes where vacant dwellings are taxed (TLV).

Columns used: CODGEO (its vintage may follow the name); the zone, whose column is called after the decree in
force: "Zonage en vigueur depuis le 5 septembre 2025", "Zonage TLV post décret 22/12/2025".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from services.importer.dataset import Dataset, Download
from services.importer.figures import year_in
from services.importer.headers import first_line
from services.importer.places import OnePerCommune, arrondissements_by_city, current_commune
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import Columns, read_table
from services.importer.values import valid_row
from shared.events.rows import Row, ZoningAbc, ZoningTlv

_CODE = ("CODGEO", re.compile(r"^codgeo_?[0-9]{2,4}$", re.IGNORECASE), "code_insee", "INSEE_COM")

_Zone = ZoningAbc | ZoningTlv


@dataclass(frozen=True, slots=True)
class _Zoning:
    """`zone_of` puts a cell in our words; an unknown one stays as it is, and its row is rejected."""

    model: type[_Zone]
    columns: Columns
    zone_of: Callable[[str], str]


def _read(zoning: _Zoning, paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    for path in paths:
        report.vintage = year_in(first_line(path)) or year_in(path)
        zones = OnePerCommune[_Zone](report, path.name)
        for line, cells in read_table(path, report, columns=zoning.columns):
            code = current_commune(cells["code"], reference, report, path.name, line)
            values = {"code_insee": code, "zone": zoning.zone_of(cells["zone"])}
            row = valid_row(zoning.model, values, report, path.name, line) if code else None
            if row:
                zones.add(row.code_insee, cells["code"], line, row)
        settled = zones.settle(_agreed)
        yield from settled.values()
        yield from _cities(settled, report, reference)


def _cities(zones: Mapping[str, _Zone], report: Report, reference: Reference) -> Iterator[_Zone]:
    """Paris, Lyon and Marseille, where the file has their arrondissements only."""
    for city, codes in arrondissements_by_city(reference).items():
        zone = _agreed([zones[code] for code in codes if code in zones])
        if zone and city not in zones:
            report.repair("zone of a city taken from its arrondissements")
            yield zone.model_copy(update={"code_insee": city})


def _agreed(rows: list[_Zone]) -> _Zone | None:
    return rows[0] if len({row.zone for row in rows}) == 1 else None


def _zone_abc(cell: str) -> str:
    """`A bis` and `Abis` are one zone."""
    return {"ABIS": "Abis"}.get(cell.replace(" ", "").upper(), cell.upper())


def _zone_tlv(cell: str) -> str:
    """`1. Zone tendue`, `2. Zone touristique et tendue`, `3. Non tendue`."""
    folded = cell.casefold()
    if "non tendu" in folded:
        return "not_tight"
    if "tendu" not in folded:
        return cell
    return "tight_touristic" if "touristique" in folded else "tight"


ABC = _Zoning(
    ZoningAbc,
    {"code": _CODE, "zone": (re.compile(r"zonage.*en vigueur", re.IGNORECASE), "zonage abc", "zonage")},
    _zone_abc,
)
TLV = _Zoning(
    ZoningTlv,
    {"code": _CODE, "zone": (re.compile(r"tlv.*post d.cret", re.I), re.compile(r"zonage tlv", re.I))},
    _zone_tlv,
)

DATASETS = (
    Dataset(
        name="zoning-abc",
        title="Zonage ABC",
        producer="Ministère chargé du logement",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/liste-des-communes-selon-le-zonage-abc",
        read=partial(_read, ABC),
        minimum_rows=30_000,
        aliases=("zonage-abc",),
        downloads=(
            Download(
                "https://www.data.gouv.fr/fr/datasets/r/13f7282b-8a25-43ab-9713-8bb4e476df55",
                "zonage-abc.csv",
            ),
        ),
        patterns=("*zonage*abc*.csv",),
    ),
    Dataset(
        name="zoning-tlv",
        title="Zones tendues : communes où s'applique la taxe sur les logements vacants",
        producer="Ministère chargé du logement",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/liste-des-communes-selon-le-zonage-tlv-1",
        read=partial(_read, TLV),
        minimum_rows=1_000,
        aliases=("zonage-tlv", "zones-tendues"),
        downloads=(
            Download(
                "https://static.data.gouv.fr/resources/liste-des-communes-selon-le-zonage-tlv-1/"
                "20251230-094759/zonage-tlv-decret-22-dec-2025.csv",
                "zonage-tlv-decret-22-dec-2025.csv",
            ),
        ),
        patterns=("*zonage*tlv*.csv",),
    ),
)
