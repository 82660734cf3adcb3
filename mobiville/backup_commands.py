"""`mobiville backup`, `mobiville backup list`, `mobiville restore NAME`; each loads what it needs."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from shared.settings import read_settings

if TYPE_CHECKING:
    from backup.settings import Settings

console = Console()
errors = Console(stderr=True)

backup = typer.Typer(invoke_without_command=True)


@backup.callback()
def back_up(context: typer.Context) -> None:
    """Back the databases up now: all schemas in one snapshot, proved, in two places.

    The file has the weekday's name (mobivilleproduction_lundi.sql.zst) and replaces last week's; the
    quarter's (mobivilleproduction_T3.sql.zst) is written when there is none yet. The backup service does
    the same every night. Settings: BACKUP_… variables. See also: mobiville restore.
    """
    if context.invoked_subcommand is None:
        from mobiville.backups import run_backup

        _run(run_backup(_settings(), console))


@backup.command("list")
def list_backups() -> None:
    """Every backup: when it was made, its size, its rows, whether its second copy is there."""
    from mobiville.backups import backups_table

    console.print(backups_table(_settings()))


def restore(
    name: Annotated[
        str,
        typer.Argument(
            help="lundi … dimanche, T1 … T4, avant-restauration (undoes a restore), or a file's name."
        ),
    ],
    *,
    second: Annotated[bool, typer.Option("--second", help="Use the copy in the second place.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Replace what the databases hold by a backup; `mobiville backup list` shows them.

    The file is checked, loaded beside the data in use and compared, then all tables are swapped in one
    statement: services run on, and a restore that fails changes nothing. Imports under way go on, and are
    applied to the restored data.
    """
    from backup.errors import BackupError
    from mobiville.backups import choose_backup, run_restore

    settings = _settings()
    try:
        path = choose_backup(settings, name, second=second)
    except BackupError as error:
        _fail(str(error), code=2)
    if not yes and sys.stdin.isatty():
        typer.confirm(f"Replace the data in use in {', '.join(settings.schemas)} by {path}?", abort=True)
    _run(run_restore(settings, path, console))


def _settings() -> "Settings":
    from backup.settings import Settings

    return read_settings(Settings)


def _run(work: Coroutine[Any, Any, None]) -> None:
    from backup.errors import BackupError

    try:
        asyncio.run(work)
    except (BackupError, OSError) as error:
        _fail(str(error), code=1)
    except KeyboardInterrupt:
        _fail("interrupted; nothing in use has changed", code=130)


def _fail(message: str, code: int) -> NoReturn:
    errors.print(f"mobiville: {message}", markup=False, highlight=False, soft_wrap=True)
    sys.exit(code)
