"""`mobiville backup`, `backup list` and `restore`: progress bars, and the table of what there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from backup.inventory import Found, find_backups
from backup.making import make_backup
from backup.names import all_names, way_back_name
from backup.progress import OnProgress
from backup.progress import Progress as Step
from backup.restoring import find_backup, restore_backup
from backup.settings import Settings


async def run_backup(settings: Settings, console: Console) -> None:
    """Make one now. BackupError."""
    with progress_bar(console) as on_progress:
        made = await make_backup(settings, on_progress=on_progress)
    console.print("Proved by restoring it aside, and written:", *map(str, made), sep="\n  ", highlight=False)


async def run_restore(settings: Settings, path: Path, console: Console) -> None:
    """Put a backup's rows in use. BackupError."""
    with progress_bar(console) as on_progress:
        manifest = await restore_backup(settings, path, on_progress)
    rows = sum(schema.rows for schema in manifest.schemas.values())
    console.print(
        f"{path.name} of {manifest.created_at:%Y-%m-%d %H:%M} UTC is in use: {rows:,} rows in"
        f" {', '.join(manifest.schemas)}. The services read it within seconds.",
        highlight=False,
    )


def choose_backup(settings: Settings, asked: str, *, second: bool) -> Path:
    """The file that is meant. BackupError."""
    return find_backup(settings, asked, second=second)


def backups_table(settings: Settings, now: datetime | None = None) -> Table:
    """Every backup of the environment, and its second copy."""
    first, second = (
        find_backups(place, settings.environment) for place in (settings.directory, settings.second_directory)
    )
    table = Table("name", "made (UTC)", "days ago", "size", "rows", "migrations", "second copy")
    for name in all_names(settings.environment):
        if name in first or name in second:
            second_copy = _second_copy(name, first.get(name), second.get(name), settings.environment)
            table.add_row(name, *_cells(first.get(name), now or datetime.now(UTC)), second_copy)
    return table


def _cells(first: Found | None, now: datetime) -> tuple[str, ...]:
    if first is None or first.manifest is None:
        return ("missing" if first is None else first.fault), "", "", "", ""
    manifest = first.manifest
    return (
        f"{manifest.created_at:%Y-%m-%d %H:%M}",
        str((now - manifest.created_at).days),
        decimal(first.path.stat().st_size),
        f"{sum(schema.rows for schema in manifest.schemas.values()):,}",
        ", ".join(
            f"{name.removeprefix('mobiville_')} {schema.revision}"
            for name, schema in manifest.schemas.items()
        ),
    )


def _second_copy(name: str, first: Found | None, second: Found | None, environment: str) -> str:
    if second is None and name == way_back_name(environment):
        return "none is made"
    if second is None or second.manifest is None:
        return "missing" if second is None else second.fault
    return "yes" if first and first.same_bytes == second.same_bytes else "another backup"


@contextmanager
def progress_bar(console: Console) -> Iterator[OnProgress]:
    """One bar, renamed at each stage."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(step: Step) -> None:
            bar.update(task, description=step.stage, completed=step.done, total=step.total)

        yield show
