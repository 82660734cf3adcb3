from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

ABC = '"CODGEO";"LIBGEO";"DEP";"Zonage en vigueur depuis le 26 juin 2026"'
TLV = "CODGEO25;LIBGEO25;Zonage TLV 2013;Zonage TLV post décret 22/12/2025"


def zones(result) -> dict[str, str]:
    return {code: row["zone"] for code, row in result.by("code_insee").items()}


def test_the_name_of_the_zone_column_carries_the_date(tmp_path: Path):
    result = read("zoning-abc", write(tmp_path / "zonage-abc.csv", [ABC, "01001;x;01;C", "2A004;x;2A;B1"]))
    assert zones(result) == {"01001": "C", "2A004": "B1"}
    assert result.report.vintage == "2026"


@pytest.mark.parametrize("cell", ["Abis", "A bis", "abis"])
def test_a_bis_is_spelled_in_several_ways(tmp_path: Path, cell: str):
    path = write(tmp_path / "zonage-abc.csv", [ABC, f"75056;Paris;75;{cell}"])
    assert zones(read("zoning-abc", path)) == {"75056": "Abis"}


def test_an_unknown_zone_is_rejected(tmp_path: Path):
    path = write(tmp_path / "zonage-abc.csv", [ABC, "01001;x;01;D"])
    assert [(line, reason) for line, reason, _ in read("zoning-abc", path).rejected] == [(2, "invalid zone")]


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ("1. Zone tendue", "tight"),
        ("2. Zone touristique et tendue", "tight_touristic"),
        ("3. Non tendue", "not_tight"),
    ],
)
def test_tlv_zones_are_sentences(tmp_path: Path, cell: str, zone: str):
    path = write(tmp_path / "zonage-tlv.csv", [TLV, f"1001;x;3. Non tendue;{cell}"])
    result = read("zoning-tlv", path)
    assert zones(result) == {"01001": zone}
    assert result.report.vintage == "2025"


def test_merged_communes_of_one_zone_give_it_to_their_successor(tmp_path: Path):
    path = write(tmp_path / "zonage-abc.csv", [ABC, "01091;x;01;B2", "01205;x;01;B2"])
    assert zones(read("zoning-abc", path)) == {"01033": "B2"}


def test_merged_communes_of_different_zones_give_none(tmp_path: Path):
    path = write(tmp_path / "zonage-abc.csv", [ABC, "01091;x;01;B2", "01205;x;01;C"])
    result = read("zoning-abc", path)
    assert result.rows == []
    assert result.rejected == [
        (2, "merged communes disagree", "01091"),
        (3, "merged communes disagree", "01205"),
    ]


def test_a_city_listed_by_arrondissement_has_their_zone(tmp_path: Path):
    path = write(tmp_path / "zonage-abc.csv", [ABC, "75101;x;75;Abis", "75120;x;75;Abis"])
    assert zones(read("zoning-abc", path))["75056"] == "Abis"


def test_the_other_zoning_is_refused(tmp_path: Path):
    path = write(tmp_path / "zonage-tlv.csv", [TLV, "01001;x;x;1. Zone tendue"])
    with pytest.raises(RefusedFileError, match="missing columns: /zonage"):
        read("zoning-abc", path)
