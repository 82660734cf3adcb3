from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.records import read_records
from services.importer.report import Report

COLUMNS = {"code": ("code", "former_code"), "name": ("name", "nom")}


def read(tmp_path: Path, content: str, **options):
    path = tmp_path / "regions"
    path.write_text(content, encoding="utf-8")
    return list(read_records(path, Report(), columns=COLUMNS, **options))


@pytest.mark.parametrize(
    "content",
    [
        "code;nom\n28;Normandie\n",
        '[{"code": "28", "nom": "Normandie"}]',
        '[{"Code": 28, "NAME": " Normandie "}]',
        '\ufeff {"regions": [{"recordid": "x", "fields": {"former_code": "28", "name": "Normandie"}}]}',
    ],
)
def test_csv_and_json_give_the_same_records(tmp_path: Path, content: str):
    [(_, record)] = read(tmp_path, content)
    assert record == {"code": "28", "name": "Normandie"}


def test_a_null_is_an_empty_text(tmp_path: Path):
    assert read(tmp_path, '[{"code": "28", "nom": null}]') == [(1, {"code": "28", "name": ""})]


def test_a_key_that_only_some_objects_have_is_found(tmp_path: Path):
    assert [record["name"] for _, record in read(tmp_path, '[{"code": 1}, {"code": 2, "nom": "x"}]')] == [
        "",
        "x",
    ]


def test_missing_keys_are_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match=r"regions: missing columns: name or nom. Columns found: code"):
        read(tmp_path, '[{"code": "28"}]')


def test_a_key_that_is_not_required_may_be_absent(tmp_path: Path):
    assert read(tmp_path, '[{"code": "28"}]', required=("code",)) == [(1, {"code": "28", "name": ""})]


@pytest.mark.parametrize("content", ["{}", "[1, 2]", '{"a": [], "b": []}'])
def test_json_that_is_no_list_of_objects_is_refused(tmp_path: Path, content: str):
    with pytest.raises(RefusedFileError, match="expected a JSON list of objects"):
        read(tmp_path, content)
