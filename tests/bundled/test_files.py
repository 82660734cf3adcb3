from pathlib import Path

from shapely import Point

from bundled.build.files import write_csv, write_geojson
from bundled.build.regions import RegionRow


def test_csv_is_the_same_on_every_system(tmp_path: Path):
    write_csv(tmp_path / "regions.csv", [RegionRow("04", "La Réunion, île", 5, 2.5)])
    content = (tmp_path / "regions.csv").read_bytes()
    assert content == 'code,name,population,area_km2\n04,"La Réunion, île",5,2.5\n'.encode()


def test_geojson_has_one_feature_per_line(tmp_path: Path):
    write_geojson(tmp_path / "outlines" / "points.geojson", [({"code": "04"}, Point(55.5, -21.1))])
    lines = (tmp_path / "outlines" / "points.geojson").read_text(encoding="utf-8").splitlines()
    assert lines[1] == (
        '{"type":"Feature","properties":{"code":"04"},"geometry":{"type":"Point","coordinates":[55.5,-21.1]}}'
    )
