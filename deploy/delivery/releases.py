"""Releases on a host: each a folder with its files and its images; `current` points at the one in use."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.delivery.images import override
from deploy.delivery.settings import Host

OVERRIDE = "compose.override.yaml"
_SHARED = (".env", "secrets")


@dataclass(frozen=True, slots=True)
class Release:
    """A folder under releases/; `images` are those of our own services."""

    path: Path

    @property
    def images(self) -> dict[str, str]:
        content = json.loads((self.path / OVERRIDE).read_text(encoding="utf-8"))
        return {service: one["image"] for service, one in content["services"].items()}


def current_release(host: Host) -> Release | None:
    """The one in use."""
    return Release(host.current.resolve()) if host.current.exists() else None


def prepare_release(host: Host, name: str, files: Path, images: Mapping[str, str]) -> Release:
    """A folder of its own with the files and the images, not in use yet."""
    # Names sort by time, within a second too: the earlier release is the one before by name.
    path = host.releases / f"{datetime.now(UTC):%Y%m%dT%H%M%S-%f}-{name}"
    host.releases.mkdir(parents=True, exist_ok=True)
    shutil.copytree(files, path, symlinks=True, ignore=shutil.ignore_patterns(OVERRIDE, *_SHARED))
    (path / OVERRIDE).write_text(json.dumps(override(images), indent=1) + "\n", encoding="utf-8")
    for shared in _SHARED:
        (path / shared).symlink_to(os.path.relpath(host.home / shared, path))
    return Release(path)


def use_release(host: Host, release: Release) -> None:
    """Have `current` point at it, in one step."""
    pointer = host.home / ".current.next"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(os.path.relpath(release.path, host.home))
    pointer.replace(host.current)


def forget_release(release: Release) -> None:
    shutil.rmtree(release.path, ignore_errors=True)


def prune_releases(host: Host) -> None:
    """Keep the latest, and the one in use."""
    used = current_release(host)
    for path in sorted(host.releases.iterdir())[: -host.kept]:
        if used is None or path != used.path:
            forget_release(Release(path))
