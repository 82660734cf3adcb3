"""What an image carries: the packages of the lock that it needs, and the rooms that it imports.

python contents.py requirements cities          # the part of requirements.lock, on stdout
python contents.py rooms cities SOURCE TARGET   # copies the rooms, and writes TARGET/start
"""

import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SKIPPED = shutil.ignore_patterns("__pycache__", "*.md", "build")


@dataclass(frozen=True, slots=True)
class Image:
    """`module` is run; `extras` are those of pyproject.toml; `rooms` are copied beside shared/; `debian` are
    packages of the distribution."""

    module: str
    extras: tuple[str, ...]
    rooms: tuple[str, ...]
    debian: tuple[str, ...] = ()


def _service(name: str, *extras: str) -> Image:
    return Image(f"services.{name}", extras, (f"services/{name}",))


IMAGES = {
    "cities": _service("cities", "cities"),
    "tensions": _service("tensions", "tensions"),
    "jobs": _service("jobs", "jobs"),
    "enrichment": _service("enrichment", "enrichment"),
    "legacy": Image("gateway.legacy", (), ("gateway/legacy",)),
    # The operator's command: what it embeds when it is given no broker comes along.
    "importer": Image(
        "mobiville",
        ("importer", "command", "cities", "tensions", "jobs", "enrichment"),
        ("mobiville", "services", "bundled", "gateway/legacy"),
    ),
    # The services' migrations bring an older backup up to date.
    "backup": Image(
        "backup", ("backup", "command"), ("backup", "mobiville", "services"), debian=("mariadb-client",)
    ),
    "francetravail": Image("sandbox.francetravail", ("sandbox",), ("sandbox", "bundled")),
    "wikimedia": Image("sandbox.wikimedia", ("sandbox",), ("sandbox", "bundled")),
}


def select_requirements(service: str, project: str, lock: str) -> str:
    """The entries of the lock that the service's image needs, hashes included."""
    declared = tomllib.loads(project)["project"]
    wanted = list(declared["dependencies"])
    for extra in IMAGES[service].extras:
        wanted += declared["optional-dependencies"][extra]
    entries = {_name(entry): entry for entry in _entries(lock)}
    chosen = {_name(requirement) for requirement in wanted}
    if missing := chosen - entries.keys():
        raise SystemExit(f"requirements.lock lacks {', '.join(sorted(missing))}: make lock")
    while more := {name for name in entries.keys() - chosen if chosen & set(_wanted_by(entries[name]))}:
        chosen |= more
    return "".join(entry for name, entry in entries.items() if name in chosen)


def _entries(lock: str) -> Iterator[str]:
    """Each pinned package with the lines below it: its hashes, and whom it is for."""
    for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", lock):
        if entry.strip() and not entry.startswith("#"):
            yield entry


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    if found is None:
        raise SystemExit(f"not a requirement: {requirement[:60]!r}")
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def _wanted_by(entry: str) -> Iterator[str]:
    for line in entry.splitlines():
        comment = line.strip().removeprefix("# via").removeprefix("#").strip()
        if line.strip().startswith("#") and comment and "(" not in comment:
            yield _name(comment)


def copy_rooms(service: str, source: Path, target: Path) -> None:
    """The code of the image, and the command that starts it."""
    image = IMAGES[service]
    for room in ("shared", *image.rooms):
        shutil.copytree(source / room, target / room, ignore=_SKIPPED)
        for parent in list(Path(room).parents)[:-1]:
            shutil.copy(source / parent / "__init__.py", target / parent)
    (target / "debian-packages").write_text("\n".join(image.debian), encoding="utf-8")
    _write_command(target / "start", image.module)
    if "mobiville" in image.rooms:
        _write_command(target / "bin" / "mobiville", "mobiville")


def _write_command(path: Path, module: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec python -m {module} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


def main(command: str, service: str, *paths: str) -> None:
    if service not in IMAGES:
        raise SystemExit(f"no image is called {service!r}: set SERVICE to one of {', '.join(IMAGES)}")
    if command == "requirements":
        project, lock = (Path(name).read_text(encoding="utf-8") for name in paths or _SOURCES)
        sys.stdout.write(select_requirements(service, project, lock))
    else:
        source, target = map(Path, paths)
        copy_rooms(service, source, target)


_SOURCES = ("pyproject.toml", "requirements.lock")

if __name__ == "__main__":
    main(*sys.argv[1:])
