from pathlib import Path

import pytest

from services.importer.cache import CachedFile, Validators

URL = "https://example.org/data.csv"


def test_both_validators_ask_for_changes():
    version = Validators.of(URL, {"ETag": '"1"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"})
    assert version.if_changed == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Mon, 23 Nov 2026 10:00:00 GMT",
    }
    assert version.if_range == '"1"'


@pytest.mark.parametrize(
    ("version", "proof"),
    [
        (Validators(URL, 'W/"1"', "yesterday"), "yesterday"),
        (Validators(URL, 'W/"1"'), ""),
        (Validators(URL), ""),
    ],
)
def test_a_weak_etag_proves_nothing_about_a_part(version: Validators, proof: str):
    assert version.if_range == proof


def test_a_body_that_was_packed_on_the_way_has_no_version():
    assert Validators.of(URL, {"ETag": '"1"', "Content-Encoding": "gzip"}) == Validators(URL)


def test_a_part_takes_its_place_with_its_version(tmp_path: Path):
    file = CachedFile(tmp_path / "data.csv")
    file.start_part(Validators(URL, '"1"'))
    file.part.write_bytes(b"whole")
    assert file.validators(file.path, URL) is None
    file.finish_part()
    assert file.path.read_bytes() == b"whole"
    assert file.validators(file.path, URL) == Validators(URL, '"1"')
    assert file.validators(file.part, URL) is None


def test_a_version_belongs_to_one_address(tmp_path: Path):
    file = CachedFile(tmp_path / "data.csv")
    file.start_part(Validators(URL, '"1"'))
    assert file.validators(file.part, "https://example.org/other.csv") is None


def test_a_version_without_its_file_is_none(tmp_path: Path):
    file = CachedFile(tmp_path / "data.csv")
    file.start_part(Validators(URL, '"1"'))
    file.part.unlink()
    assert file.validators(file.part, URL) is None
