import json
from pathlib import Path
from typing import Any

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.reference import BUNDLED
from tests.importer.sources.small_files import read, write

MAINLAND = (11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94)


def originals(tmp_path: Path, *changes: dict[str, Any]) -> Path:
    """regions.json as the original has it: integer codes, the mainland only."""
    names = {int(row["code"]): row["name"] for row in read("regions", BUNDLED / "regions.csv").rows}
    regions = [
        {
            "id": rank,
            "code": code,
            "name": names[code],
            "population": 1000 + code,
            "superficie": 30_000 + code,
        }
        for rank, code in enumerate(MAINLAND)
    ]
    for change in changes:
        next(region for region in regions if region["code"] == change["code"]).update(change)
    path = tmp_path / "regions.json"
    path.write_text(json.dumps(regions), encoding="utf-8")
    return path


def test_bundled_regions_are_18_and_need_no_repair():
    result = read("regions", BUNDLED / "regions.csv")
    assert len(result.rows) == 18
    assert (result.report.rejected, result.report.repairs) == (0, {})
    assert result.report.vintage == "2026"


def test_codes_are_integers_in_the_original_and_text_of_two_digits_here(tmp_path: Path):
    region = read("regions", originals(tmp_path)).by("code")["28"]
    assert region == {"code": "28", "name": "Normandie", "population": 1028, "area_km2": 30_028}


def test_the_overseas_regions_that_the_original_lacks_are_added(tmp_path: Path):
    result = read("regions", originals(tmp_path))
    assert len(result.rows) == 18
    assert result.by("code")["06"]["name"] == "Mayotte"
    assert result.report.repairs == {"overseas region added from the bundled file": 5}


def test_the_official_name_replaces_another_spelling(tmp_path: Path):
    result = read("regions", originals(tmp_path, {"code": 11, "name": "Ile-de-France"}))
    assert result.by("code")["11"]["name"] == "Île-de-France"
    assert result.report.repairs["official name restored"] == 1


def test_the_api_gives_names_only_and_the_rest_is_completed(tmp_path: Path):
    regions = [
        {"nom": row["name"], "code": row["code"]} for row in read("regions", BUNDLED / "regions.csv").rows
    ]
    path = tmp_path / "regions-geo-api.json"
    path.write_text(json.dumps(regions), encoding="utf-8")
    result = read("regions", path)
    assert result.rows == read("regions", BUNDLED / "regions.csv").rows
    assert result.report.repairs == {"population or area taken from the bundled file": 18}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99;Atlantide;1;1", "unknown region"),
        ("28;Normandie;many;1", "invalid number"),
        ("28;Normandie;-5;1", "invalid population"),
        ("53;Bretagne;1;1", "duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    path = write(tmp_path / "regions.csv", ["code;name;population;area_km2", "53;Bretagne;1;1", row])
    assert read("regions", path).rejected[0][:2] == (3, reason)


def test_a_former_region_leads_to_its_successor():
    former = read("former-regions", BUNDLED / "former_regions.csv").by("code")
    assert len(former) == 27
    assert former["42"] == {"code": "42", "name": "Alsace", "successor": "44"}


def test_the_export_repeats_a_region_for_each_of_its_administrations(tmp_path: Path):
    fields = {
        "former_code": "25",
        "former_name": "Basse-Normandie",
        "new_code": "28",
        "new_name": "Normandie",
    }
    records = [{"recordid": siren, "fields": fields | {"siren": siren}} for siren in (200053403, 237600010)]
    path = tmp_path / "anciennes-nouvelles-regions.json"
    path.write_text(json.dumps({"regions": records}), encoding="utf-8")
    result = read("former-regions", path)
    assert result.rows == [{"code": "25", "name": "Basse-Normandie", "successor": "28"}]
    assert result.report.repairs == {"region repeated for each of its administrations": 1}


@pytest.mark.parametrize(
    ("row", "reason"), [("31;Nord;59", "unknown successor"), ("25;Basse-Normandie;32", "two successors")]
)
def test_a_successor_that_cannot_be_is_reported(tmp_path: Path, row: str, reason: str):
    lines = ["code;name;successor", "25;Basse-Normandie;28", row]
    result = read("former-regions", write(tmp_path / "former.csv", lines))
    assert result.rejected[0][:2] == (3, reason)


def test_a_foreign_json_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="missing columns: code; name or nom"):
        read("regions", write(tmp_path / "regions.json", ['[{"label": "Normandie"}]']))
