"""Which backups there are, in both places."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backup.contents import has_data
from backup.errors import BackupError
from backup.files import read_manifest
from backup.manifest import HEADER_BYTES, Manifest
from backup.names import all_names, way_back_name
from backup.settings import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """A file under a backup's name; `manifest` is None, and `fault` says why, when it cannot be used."""

    path: Path
    manifest: Manifest | None
    fault: str = ""

    @property
    def same_bytes(self) -> str | None:
        """What two whole copies have in common."""
        return self.manifest.body_sha256 if self.manifest else None


def find_backups(directory: Path, environment: str) -> dict[str, Found]:
    """By name, weekdays first. Reads what each says of itself and its length, not the whole file."""
    paths = [directory / name for name in all_names(environment)]
    return {path.name: _look_at(path, environment) for path in paths if path.exists()}


def _look_at(path: Path, environment: str) -> Found:
    try:
        manifest = read_manifest(path)
        expected = HEADER_BYTES + manifest.body_bytes
        if (length := path.stat().st_size) != expected:
            return Found(path, None, f"{length:,} bytes of {expected:,}")
    except (BackupError, OSError) as error:
        return Found(path, None, str(error))
    if manifest.environment != environment:
        return Found(path, None, f"of another environment: {manifest.environment}")
    return Found(path, manifest)


def get_last_good(settings: Settings) -> datetime | None:
    """When the newest backup that is in both places was made (UTC)."""
    first, second = (
        find_backups(place, settings.environment) for place in (settings.directory, settings.second_directory)
    )
    both = [
        found.manifest.created_at
        for name, found in first.items()
        if found.manifest and name in second and second[name].same_bytes == found.same_bytes
    ]
    return max(both, default=None)


def find_places_with_data(settings: Settings) -> list[Path]:
    """The places, first and second, that hold a night's or a quarter's backup with rows."""
    return [
        place
        for place in (settings.directory, settings.second_directory)
        if any(
            found.manifest and has_data(found.manifest)
            for name, found in find_backups(place, settings.environment).items()
            if name != way_back_name(settings.environment)
        )
    ]


def is_recovering(settings: Settings) -> bool:
    """Whether only the second place has backups with rows: the first was lost, and maybe the data with it."""
    return find_places_with_data(settings) == [settings.second_directory]
