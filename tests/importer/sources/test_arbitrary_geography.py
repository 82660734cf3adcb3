"""Whatever a geographic file holds, its reader gives valid rows, reports, or refuses: no other error."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.importer.catalog import find_dataset
from services.importer.dataset import RefusedFileError
from services.importer.report import Report
from shared.events.rows import ROWS
from tests.importer.sources.small_files import REFERENCE

FILES = {
    "regions": ("regions.csv", "code;name;population;area_km2"),
    "former-regions": ("former.csv", "code;name;successor"),
    "departements": ("departements.csv", "code;name;code_region;rent_m2;buy_m2;population;superficie"),
    "cities": (
        "communes.csv",
        "code,nom,type,dep,reg,pop,cp,lat,lon,area_km2,altitude,sea_distance_km,anciens",
    ),
    "bassins": ("lexique-bassins.csv", "CODE_COMMUNE_INSEE,BE19,NOMBE19"),
    "outlines": ("departements.geojson", ""),
}
CODES = st.sampled_from(
    ["01001", "1001", "75101", "01091", "97502", "84", "28", "01", "1", "971", "8401", "X001"]
)
ODDITIES = st.sampled_from(
    ["", "NA", "-1", "1e400", "9" * 400, "1,5", "inf", "nan", "\u0661", '"', '"x', "\0", "\r"]
)
CELLS = CODES | ODDITIES | st.text(max_size=8)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=13), max_size=8)
KEYS = [
    "code",
    "nom",
    "name",
    "codeDepartement",
    "centre",
    "coordinates",
    "surface",
    "codesPostaux",
    "population",
]
KEYS += ["type", "features", "properties", "geometry", "fields", "former_code", "new_code", "former_name"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | CELLS.filter("\0".__ne__)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*KEYS, "Polygon"]), inner, max_size=6)
    ),
    max_leaves=20,
)
COMMON = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(name: str, path: Path) -> None:
    try:
        rows = list(find_dataset(name).read([path], Report(), REFERENCE))
    except RefusedFileError:
        return
    assert [ROWS[name].model_validate(row.model_dump()) for row in rows] == rows


@pytest.mark.parametrize("name", FILES)
@COMMON
@given(content=st.binary(max_size=300))
def test_arbitrary_bytes(name: str, tmp_path: Path, content: bytes):
    path = tmp_path / FILES[name][0]
    path.write_bytes(content)
    check(name, path)


@pytest.mark.parametrize("name", sorted(set(FILES) - {"outlines"}))
@COMMON
@given(lines=LINES)
def test_arbitrary_rows_under_the_right_header(name: str, tmp_path: Path, lines: list[list[str]]):
    file, header = FILES[name]
    delimiter = ";" if ";" in header else ","
    text = "\n".join([header, *(delimiter.join(line) for line in lines)])
    (tmp_path / file).write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    check(name, tmp_path / file)


@pytest.mark.parametrize("name", FILES)
@COMMON
@given(document=JSON)
def test_arbitrary_json(name: str, tmp_path: Path, document):
    path = tmp_path / FILES[name][0]
    path.write_bytes(json.dumps(document).encode())
    check(name, path)


@COMMON
@given(items=st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, min_size=3), max_size=4))
def test_arbitrary_communes_of_the_api(tmp_path: Path, items: list[Any]):
    path = tmp_path / "communes-geo-api.json"
    valid = {"nom": "Brest", "code": "29019", "codeDepartement": "29"}
    path.write_bytes(json.dumps([*(valid | item for item in items), valid]).encode())
    check("cities", path)


@COMMON
@given(geometries=st.lists(JSON, max_size=4), kind=st.sampled_from(["Polygon", "MultiPolygon", "Point"]))
def test_arbitrary_geometries(tmp_path: Path, geometries: list[Any], kind: str):
    path = tmp_path / "departements.geojson"
    features = [
        {"properties": {"code": "02"}, "geometry": {"type": kind, "coordinates": geometry}}
        for geometry in geometries
    ]
    path.write_bytes(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    check("outlines", path)
