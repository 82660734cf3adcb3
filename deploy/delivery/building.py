"""In the pipeline: the images of a commit, and the site as an archive."""

import gzip
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.delivery.commands import run
from deploy.delivery.images import image
from deploy.delivery.request import latest_of, version_of


@dataclass(frozen=True, slots=True)
class Build:
    """`docker` is the program; `extra` are options of every build, such as a cache."""

    repository: str
    branch: str
    sha: str
    docker: tuple[str, ...]
    extra: tuple[str, ...] = ()

    @property
    def versions(self) -> tuple[str, str]:
        """The commit's, then the branch's latest."""
        return version_of(self.branch, self.sha), latest_of(self.branch)


def build_image(build: Build, service: str, root: Path) -> list[str]:
    """Build one service's image with both tags; the tags. CommandError."""
    tags = [image(build.repository, service, version) for version in build.versions]
    run(build_command(build, service, tags), folder=root, seconds=3600)
    return tags


def build_command(build: Build, service: str, tags: Iterable[str]) -> list[str]:
    """`docker build …`: each service from the one Dockerfile, nginx from its own."""
    chosen = ["--file", "gateway/Dockerfile"] if service == "nginx" else ["--build-arg", f"SERVICE={service}"]
    named = [word for tag in tags for word in ("--tag", tag)]
    labels = [
        "--build-arg",
        f"VERSION={build.versions[0]}",
        "--label",
        f"org.opencontainers.image.revision={build.sha}",
    ]
    return [*build.docker, "build", *chosen, *labels, *build.extra, *named, "."]


def push_images(build: Build, tags: Sequence[str]) -> None:
    """The commit's before the branch's latest: latest never names what is not there. CommandError."""
    for tag in sorted(tags, key=lambda one: one.endswith("-latest")):
        run([*build.docker, "push", "--quiet", tag], seconds=1800)


def archive_front(build: Build, built: Path, folder: Path) -> Path:
    """`front-main-0a1b2c3d.tar.gz` of the built site; the same bytes for the same site. CommandError."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"front-{build.versions[0]}.tar.gz"
    if not (built / "index.html").is_file():
        raise FileNotFoundError(f"{built}/index.html is not there: make front")
    with (
        target.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w") as archive,
    ):
        for path in sorted(path for path in built.rglob("*") if path.is_file()):
            archive.add(path, path.relative_to(built).as_posix(), filter=_anonymous)
    return target


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mtime = 0
    return info


def read_build(variables: Mapping[str, str]) -> Build:
    """From GitLab's variables, and DOCKER, DOCKER_BUILD_OPTIONS."""
    return Build(
        repository=variables["CI_REGISTRY_IMAGE"],
        branch=variables["CI_COMMIT_REF_NAME"],
        sha=variables["CI_COMMIT_SHA"],
        docker=tuple(variables.get("DOCKER", "docker").split()),
        extra=tuple(variables.get("DOCKER_BUILD_OPTIONS", "").split()),
    )
