"""The scripts that only a pipeline runs, outside one."""

import os
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


def run(script: str, folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **variables}
    return subprocess.run(
        [str(DEPLOY / script)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_archive_is_published_under_its_version(tmp_path: Path):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "front-main-0a1b2c3d.tar.gz").write_bytes(b"archive")
    curl = tmp_path / "curl"
    curl.write_text(f'#!/bin/sh\ncat >{tmp_path}/config\necho "$@" >{tmp_path}/words\n')
    curl.chmod(0o755)
    gitlab = {
        "CI_API_V4_URL": "https://gitlab.example.org/api/v4",
        "CI_PROJECT_ID": "7",
        "CI_JOB_TOKEN": "s3cret",
    }
    done = run("publish-front", tmp_path, CURL=str(curl), **gitlab)
    assert (done.returncode, done.stdout) == (0, "front-main-0a1b2c3d.tar.gz\n"), done.stderr
    words = (tmp_path / "words").read_text()
    assert "projects/7/packages/generic/front/main-0a1b2c3d/front-main-0a1b2c3d.tar.gz" in words
    assert "s3cret" not in words
    assert (tmp_path / "config").read_text() == 'header = "JOB-TOKEN: s3cret"\n'


@pytest.mark.parametrize("archive", [True, False])
def test_what_is_missing_is_named(tmp_path: Path, archive: bool):
    (tmp_path / "dist").mkdir()
    if archive:
        (tmp_path / "dist" / "front-main-0a1b2c3d.tar.gz").touch()
    done = run("publish-front", tmp_path)
    assert done.returncode == 1
    assert (
        "CI_JOB_TOKEN is not set" if archive else "is not there: python3 -m deploy.delivery front"
    ) in done.stderr


def test_ssh_knows_the_key_and_the_host_and_nobody_else_reads_them(tmp_path: Path):
    (tmp_path / "key").write_text("KEY\r\n")
    (tmp_path / "hosts").write_text("host ssh-ed25519 AAAA\n")
    done = run(
        "ssh-setup",
        tmp_path,
        DEPLOY_SSH_KEY=str(tmp_path / "key"),
        DEPLOY_KNOWN_HOSTS=str(tmp_path / "hosts"),
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    folder = tmp_path / ".ssh"
    assert (folder / "id_deploy").read_text() == "KEY\n"
    assert (folder / "known_hosts").read_text() == "host ssh-ed25519 AAAA\n"
    assert "StrictHostKeyChecking yes" in (folder / "config").read_text()
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


def test_a_missing_key_is_named(tmp_path: Path):
    done = run("ssh-setup", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("ssh-setup: DEPLOY_SSH_KEY is no file")
