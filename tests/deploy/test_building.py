"""The images of a commit and the archive of the site; docker is a program that notes what it is asked."""

import tarfile
from pathlib import Path

import pytest
import yaml

from deploy.delivery.building import Build, archive_front, build_image, push_images, read_build
from deploy.delivery.commands import CommandError
from deploy.delivery.deploying import own_services

ROOT = Path(__file__).parents[2]
SHA = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"


@pytest.fixture
def docker(tmp_path: Path) -> Path:
    program = tmp_path / "docker"
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\ncase "$*" in *broken*) echo no >&2; exit 1; esac\n'
    )
    program.chmod(0o755)
    return program


def build_with(docker: Path, branch: str = "main") -> Build:
    variables = {
        "CI_REGISTRY_IMAGE": "registry.example.org/mobiville",
        "CI_COMMIT_REF_NAME": branch,
        "CI_COMMIT_SHA": SHA,
        "DOCKER": str(docker),
    }
    return read_build(variables)


def test_an_image_has_the_tags_of_its_commit_and_of_its_branch(docker: Path, tmp_path: Path):
    tags = build_image(build_with(docker), "cities", ROOT)
    assert tags == [
        "registry.example.org/mobiville:cities-main-0a1b2c3d",
        "registry.example.org/mobiville:cities-main-latest",
    ]
    [asked] = (tmp_path / "asked").read_text().splitlines()
    assert asked.startswith("build --build-arg SERVICE=cities --build-arg VERSION=main-0a1b2c3d --label")
    assert asked.endswith(f"--tag {tags[0]} --tag {tags[1]} .")


def test_the_gateway_has_a_dockerfile_of_its_own(docker: Path, tmp_path: Path):
    assert build_image(build_with(docker, "Fix/TLS"), "nginx", ROOT)[1].endswith(":gateway-fix-tls-latest")
    assert (tmp_path / "asked").read_text().startswith("build --file gateway/Dockerfile --build-arg VERSION=")


def test_latest_is_pushed_after_the_commit(docker: Path, tmp_path: Path):
    push_images(build_with(docker), ["r:cities-main-latest", "r:cities-main-0a1b2c3d"])
    pushed = (tmp_path / "asked").read_text().splitlines()
    assert pushed == ["push --quiet r:cities-main-0a1b2c3d", "push --quiet r:cities-main-latest"]


def test_a_push_that_fails_is_told_and_leaves_latest_alone(docker: Path, tmp_path: Path):
    with pytest.raises(CommandError, match="docker push --quiet r:broken ended with 1: no"):
        push_images(build_with(docker), ["r:x-latest", "r:broken"])
    assert "latest" not in (tmp_path / "asked").read_text()


def test_every_image_that_compose_builds_is_built():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert set(own_services(ROOT)) == {name for name, service in services.items() if "build" in service}


def test_the_site_is_archived_the_same_each_time(docker: Path, tmp_path: Path):
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html>")
    (built / "assets" / "app.js").write_text("1")
    first = archive_front(build_with(docker), built, tmp_path / "one")
    assert first.name == "front-main-0a1b2c3d.tar.gz"
    with tarfile.open(first) as archive:
        assert archive.getnames() == ["assets/app.js", "index.html"]
        assert {member.uid for member in archive} == {0}
    assert first.read_bytes() == archive_front(build_with(docker), built, tmp_path / "again").read_bytes()
    with pytest.raises(FileNotFoundError, match=r"index\.html is not there: make front"):
        archive_front(build_with(docker), tmp_path / "nothing", tmp_path / "two")
