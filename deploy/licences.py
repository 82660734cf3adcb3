"""`python -m deploy.licences`: licences of what our images and our site carry; exit code 1 if one is refused.

Python packages: those of the lock that an image takes, as installed here. npm packages: those of the lock
files that are not for development.
"""

import json
import re
import runpy
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
NPM_LOCKS = (ROOT / "front" / "package-lock.json", ROOT / "gateway" / "docs" / "package-lock.json")

# Free to ship in a work under the MIT licence, their notice kept. LGPL: used as a library, unchanged.
ALLOWED = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|0BSD|BSD-[23]-Clause|Apache|Apache-2\.0|ISC|PSF|Python Software Foundation|"
    r"Python-2\.0|MPL|Mozilla Public License|Unlicense|Public Domain|CC0|CC0-1\.0|CC-BY-[34]\.0|OFL-1\.1|"
    r"HPND|BlueOak-1\.0\.0|Zlib|LGPL|Lesser General Public)\b",
    re.IGNORECASE,
)


def licence_of(package: str) -> str:
    """What an installed Python package says: its expression, its classifiers, or its text's first line."""
    said = metadata(package).json
    classifiers = [one.split(" :: ")[-1] for one in said.get("classifier", []) if one.startswith("License")]
    text = str(said.get("license", "")).strip().splitlines()
    return str(said.get("license_expression", "")) or ", ".join(classifiers) or (text[0] if text else "")


def python_packages() -> Iterator[tuple[str, str]]:
    """Name and licence of every package in one of our images."""
    contents = runpy.run_path(str(ROOT / "deploy" / "image" / "contents.py"))
    project, lock = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "requirements.lock")
    )
    select = contents["select_requirements"]
    chosen = {
        entry.split("==")[0].strip()
        for service in contents["IMAGES"]
        for entry in re.findall(r"(?m)^[A-Za-z0-9][^ ;]*==", select(service, project, lock))
    }
    for name in sorted(chosen):
        try:
            yield name, licence_of(name)
        except PackageNotFoundError:  # of another platform
            continue


def npm_packages(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and licence of every package that is not for development only."""
    for path, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if path and not package.get("dev"):
            yield path.rpartition("node_modules/")[2], str(package.get("license", ""))


def main() -> int:
    """Name what may not be shipped; how many licences were read."""
    found = [*python_packages(), *(one for lock in NPM_LOCKS if lock.exists() for one in npm_packages(lock))]
    refused = [f"{name}: {licence or 'says none'}" for name, licence in found if not ALLOWED.search(licence)]
    for line in refused:
        sys.stderr.write(f"licences: {line}: not allowed (deploy/licences.py)\n")
    sys.stdout.write(f"licences: {len(found)} packages, {len(refused)} refused\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
