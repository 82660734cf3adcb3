import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from bundled.build.packages import DECOUPAGE, PACKAGES, PackageError, fetch_package, read_npm_json


def test_a_package_in_the_cache_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    (tmp_path / DECOUPAGE.filename).write_bytes(b"content")
    package = replace(DECOUPAGE, sha256=hashlib.sha256(b"content").hexdigest())
    assert fetch_package(package, tmp_path) == tmp_path / DECOUPAGE.filename


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path: Path):
    (tmp_path / DECOUPAGE.filename).write_bytes(b"something else")
    with pytest.raises(PackageError, match=f"expected {DECOUPAGE.sha256}"):
        fetch_package(DECOUPAGE, tmp_path)


def test_a_missing_client_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError, match="npm is not installed"):
        fetch_package(DECOUPAGE, tmp_path)


def test_the_message_of_a_client_that_fails_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'no such version' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError, match="failed: no such version"):
        fetch_package(DECOUPAGE, tmp_path / "cache")


def test_files_are_read_out_of_the_archive(tmp_path: Path):
    archive = tmp_path / "package.tgz"
    with tarfile.open(archive, "w:gz") as package:
        member = tarfile.TarInfo("package/data/regions.json")
        member.size = 2
        package.addfile(member, io.BytesIO(b"[]"))
    assert read_npm_json(archive, "data/regions.json") == []


def test_every_package_is_pinned_by_its_digest():
    assert all(len(package.sha256) == 64 and package.version in package.filename for package in PACKAGES)
