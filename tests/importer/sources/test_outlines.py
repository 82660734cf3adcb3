import json
from pathlib import Path
from typing import Any

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.reference import BUNDLED
from tests.importer.sources.small_files import read

SQUARE = {"type": "Polygon", "coordinates": [[[5, 46], [6, 46], [6, 47], [5, 46]]]}


def feature(code: str, geometry: Any = SQUARE, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code, **properties}, "geometry": geometry}


def collection(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def departements(tmp_path: Path):
    return lambda *features: collection(tmp_path / "contour-des-departements.geojson", *features)


def test_bundled_outlines_are_those_of_101_departements_and_18_regions():
    result = read("outlines", *(BUNDLED / "outlines").glob("[dr]*s.geojson"))
    kinds = [row["kind"] for row in result.rows]
    assert (kinds.count("departement"), kinds.count("region")) == (101, 18)
    assert (result.report.rejected, result.report.repairs) == (0, {})


def test_the_same_code_is_a_departement_and_a_region(tmp_path: Path):
    result = read(
        "outlines",
        collection(tmp_path / "departements-web.geojson", feature("01", nom="Ain")),
        collection(tmp_path / "regions-web.geojson", feature("01", nom="Guadeloupe")),
    )
    assert [(row["kind"], row["code"], row["name"]) for row in result.rows] == [
        ("departement", "01", "Ain"),
        ("region", "01", "Guadeloupe"),
    ]


def test_overseas_codes_1_to_6_of_the_contour_des_departements_become_971_to_976(departements):
    result = read("outlines", departements(feature("1", nom="Guadeloupe"), feature("01", nom="Ain")))
    ours = [(row["code"], row["name"]) for row in result.rows if row["kind"] == "departement"]
    assert ours == [("971", "Guadeloupe"), ("01", "Ain")]
    assert result.report.repairs["official code restored"] == 1


def test_the_kind_without_a_file_is_completed(departements):
    result = read("outlines", departements(feature("02")))
    assert [row["kind"] for row in result.rows].count("region") == 18
    assert result.report.repairs == {"outline added from the bundled file": 18}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [5, 46]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon"},
        {
            "type": "Polygon",
            "coordinates": [[[652_000, 6_862_000], [653_000, 6_862_000], [652_500, 6_863_000]]],
        },
        "POLYGON ((5 46))",
    ],
)
def test_a_geometry_that_no_map_can_draw_is_reported(departements, geometry: Any):
    assert read("outlines", departements(feature("02", geometry))).rejected[0][:2] == (1, "unusable geometry")


@pytest.mark.parametrize("bad", [feature("975"), feature("20"), feature(""), {"type": "Feature"}, "x", None])
def test_what_is_no_departement_is_reported_and_the_rest_is_read(departements, bad: Any):
    result = read("outlines", departements(bad, feature("02")))
    assert result.rejected[0][:2] == (1, "unknown departement")
    assert "02" in result.by("code")


def test_an_outline_given_twice_is_reported(departements):
    assert read("outlines", departements(feature("02"), feature("02"))).rejected[0][:2] == (2, "duplicate")


def test_a_file_that_does_not_say_its_kind_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="whether it holds departements or regions"):
        read("outlines", collection(tmp_path / "france.geojson", feature("02")))


def test_two_files_of_one_kind_are_refused(tmp_path: Path):
    paths = [collection(tmp_path / f"regions-{name}.geojson", feature("11")) for name in ("hd", "web")]
    with pytest.raises(RefusedFileError, match="hold the same outlines"):
        read("outlines", *paths)


def test_json_that_is_no_feature_collection_is_refused(tmp_path: Path):
    path = tmp_path / "regions.geojson"
    path.write_text('{"type": "Topology", "objects": {}}')
    with pytest.raises(RefusedFileError, match="expected a GeoJSON FeatureCollection"):
        read("outlines", path)
