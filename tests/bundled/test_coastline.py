import io
import json
import tarfile
from pathlib import Path

import pytest
from shapely import LineString

from bundled.build.coastline import read_coastline

# France from 1 W to 1 E at 46 to 47 N. Its east side (arc 1) is shared with Italy; Ukraine is an island.
TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [-1, 46]},
    "arcs": [
        [[4, 2], [-4, 0], [0, -2], [4, 0]],
        [[4, 0], [0, 2]],
        [[4, 2], [2, 0], [0, -2], [-2, 0]],
        [[50, 0], [1, 1], [-1, 0], [0, -1]],
    ],
    "objects": {
        "land": {"type": "MultiPolygon", "arcs": [[[0, -3]], [[3]]]},
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "properties": {"name": "France"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "properties": {"name": "Italy"}, "arcs": [[[2, -2]]]},
                {"type": "Polygon", "properties": {"name": "Ukraine"}, "arcs": [[3]]},
            ],
        },
    },
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    content = json.dumps(TOPOLOGY).encode()
    path = tmp_path / "world-atlas.tgz"
    with tarfile.open(path, "w:gz") as package:
        member = tarfile.TarInfo("package/countries-10m.json")
        member.size = len(content)
        package.addfile(member, io.BytesIO(content))
    return path


def test_the_coast_is_where_land_ends_and_no_border_between_countries(archive: Path):
    coast = read_coastline(archive)
    assert coast.covers(LineString([(-1, 46), (-1, 47)]))
    assert coast.covers(LineString([(2, 46), (2, 47)]))
    assert not coast.intersects(LineString([(1, 46.1), (1, 46.9)]))


def test_coasts_of_other_countries_are_left_out(archive: Path):
    assert read_coastline(archive).bounds == (-1, 46, 2, 47)
