"""What we may ship, and what we may not."""

import json
from pathlib import Path

import pytest

from deploy.licences import ALLOWED, licence_of, npm_packages, python_packages


@pytest.mark.parametrize(
    "licence",
    ["MIT", "BSD-3-Clause", "Apache Software License", "MIT License", "(MIT OR CC0-1.0)", "MPL-2.0"],
)
def test_what_may_be_shipped(licence: str):
    assert ALLOWED.search(licence)


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "AGPL-3.0", "Proprietary", "SSPL-1.0", "UNLICENSED"])
def test_what_may_not_be_shipped(licence: str):
    assert not ALLOWED.search(licence)


def test_packages_of_the_images_are_looked_at():
    found = dict(python_packages())
    assert {"aiohttp", "sqlalchemy", "numpy", "zstandard"} <= found.keys()
    assert "pytest" not in found
    assert licence_of("aiohttp") == found["aiohttp"] != ""


def test_packages_of_the_site_are_looked_at_but_those_of_its_development(tmp_path: Path):
    lock = tmp_path / "package-lock.json"
    packages = {
        "": {"name": "front"},
        "node_modules/react": {"license": "MIT"},
        "node_modules/a/node_modules/@b/c": {},
        "node_modules/vite": {"license": "MIT", "dev": True},
    }
    lock.write_text(json.dumps({"packages": packages}))
    assert list(npm_packages(lock)) == [("react", "MIT"), ("@b/c", "")]
