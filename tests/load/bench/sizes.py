"""Part "images": what each image holds beside its base, from the lock and the rooms that it is built of.

No image is built here: packages are those that the Dockerfile would install, and take what they take in this
machine's environment.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from deploy.image.contents import IMAGES, copy_rooms, select_requirements
from tests.load.bench.report import table
from tests.system.stack import ROOT

_PINNED = re.compile(r"(?m)^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")
_LARGEST = 4


@dataclass(frozen=True, slots=True)
class Package:
    """Bytes once installed, its tests included, without compiled bytecode."""

    name: str
    size: int


def measure_images() -> str:
    """A table: one line per image."""
    head = (
        "image",
        "packages",
        "installed, MB",
        "the largest of them, MB",
        "our files",
        "of ours, kB",
        "Debian",
    )
    return table(head, map(_line, IMAGES)) + "\n\n" + _site_line()


def _line(image: str) -> tuple[object, ...]:
    packages = sorted(_packages(image), key=lambda one: -one.size)
    largest = ", ".join(f"{one.name} {one.size / 2**20:.1f}" for one in packages[:_LARGEST])
    count, size = _rooms(image)
    return (
        image,
        len(packages),
        f"{sum(one.size for one in packages) / 2**20:.1f}",
        largest,
        count,
        f"{size / 1024:,.0f}",
        ", ".join(IMAGES[image].debian) or None,
    )


def _packages(image: str) -> Iterator[Package]:
    """Those of the lock that are installed here: some are for other systems or older Pythons only."""
    project, lock = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "requirements.lock")
    )
    for name, _ in _PINNED.findall(select_requirements(image, project, lock)):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        files = [Path(str(file.locate())) for file in found.files or () if file.suffix != ".pyc"]
        yield Package(name, sum(file.stat().st_size for file in files if file.is_file()))


def _rooms(image: str) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        copy_rooms(image, ROOT, Path(folder))
        return _count(Path(folder))


def _site_line() -> str:
    """The gateway's: nginx's configuration, the documentation, and the site as it was last built."""
    parts = {
        "nginx configuration": ROOT / "gateway" / "nginx",
        "API documentation": ROOT / "gateway" / "docs",
        "site": ROOT / "front" / "dist",
    }
    told = (f"{name} {count} files, {size / 1024:,.0f} kB" for name, (count, size) in _counted(parts))
    return f"gateway (nginx): {'; '.join(told)}."


def _counted(parts: dict[str, Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, folder in parts.items():
        if folder.is_dir():
            yield name, _count(folder)


def _count(folder: Path) -> tuple[int, int]:
    """Files in a folder and their bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)
