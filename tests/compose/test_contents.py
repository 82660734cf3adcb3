"""Images carry what they import, and no more packages than that takes."""

import ast
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.compose.files import ROOT

CONTENTS = runpy.run_path(str(ROOT / "deploy" / "image" / "contents.py"))
IMAGES: dict[str, Any] = CONTENTS["IMAGES"]
ROOMS = {"backup", "bundled", "gateway", "mobiville", "sandbox", "services", "shared"}
PROJECT, LOCK = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "requirements.lock")
)
DISTRIBUTIONS = packages_distributions()
each_image = pytest.mark.parametrize("image", IMAGES)


def requirements(image: str) -> dict[str, str]:
    """The entries of the lock that the image gets, by name."""
    chosen = CONTENTS["select_requirements"](image, PROJECT, LOCK)
    return {entry.partition("==")[0]: entry for entry in re.split(r"(?m)^(?=[a-z])", chosen) if entry}


def imports(path: Path) -> Iterator[str]:
    """What a module imports when it is imported itself."""
    waiting: list[ast.AST] = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while waiting:
        match waiting.pop():
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.FunctionDef() | ast.AsyncFunctionDef():
                pass
            case node:
                waiting += ast.iter_child_nodes(node)


def reached(home: Path, module: str) -> tuple[set[Path], set[str]]:
    """The files below `home` that importing the module takes, and the packages from elsewhere."""
    files: set[Path] = set()
    foreign: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name.partition(".")[0] not in ROOMS:
            foreign.add(name.partition(".")[0])
            continue
        stem = home / name.replace(".", "/")
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.is_file() and path not in files:
                files.add(path)
                waiting += [name.rpartition(".")[0]] if "." in name else []
                waiting += imports(path)
    return files, foreign - sys.stdlib_module_names


@each_image
def test_an_image_carries_every_module_that_its_command_imports(image: str, tmp_path: Path):
    CONTENTS["copy_rooms"](image, ROOT, tmp_path)
    module = f"{IMAGES[image].module}.__main__"
    there = {path.relative_to(tmp_path) for path in reached(tmp_path, module)[0]}
    assert there == {path.relative_to(ROOT) for path in reached(ROOT, module)[0]}


@each_image
def test_an_image_carries_every_package_that_its_rooms_import(image: str):
    got = requirements(image)
    foreign = reached(ROOT, f"{IMAGES[image].module}.__main__")[1]
    lacking = {
        name
        for name in foreign
        if not {re.sub("[-_.]+", "-", owner).lower() for owner in DISTRIBUTIONS[name]} & got.keys()
    }
    assert lacking == set()


@each_image
def test_an_image_carries_no_package_of_the_tests(image: str):
    assert not requirements(image).keys() & {"pytest", "mypy", "ruff", "hypothesis", "playwright", "deptry"}


def test_packages_of_one_service_stay_out_of_the_others():
    assert "numpy" in requirements("cities")
    assert not {"numpy", "shapely", "redis", "typer", "zstandard"} & requirements("legacy").keys()
    assert "redis" not in requirements("tensions")


@each_image
def test_every_package_has_a_version_and_hashes(image: str):
    for entry in requirements(image).values():
        assert re.match(r"\S+==\S+ ", entry)
        assert "--hash=sha256:" in entry


def test_only_the_importer_and_the_stand_ins_carry_the_data():
    carriers = {name for name, image in IMAGES.items() if "bundled" in image.rooms}
    assert carriers == {"importer", "francetravail", "wikimedia"}


def test_a_service_that_is_not_known_is_told():
    command = [sys.executable, "deploy/image/contents.py", "requirements", "citys"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no image is called 'citys': set SERVICE to one of cities, tensions" in done.stderr
