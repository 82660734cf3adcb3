"""The `mobiville` command. Each command loads what it needs: `--help` is not to wait for the services."""

import asyncio
import gc
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from mobiville import backup_commands
from mobiville.settings import MobivilleSettings
from shared.logging import configure_logging
from shared.settings import read_settings

if TYPE_CHECKING:
    from mobiville.doctor import Finding
    from services.importer.dataset import Dataset

T = TypeVar("T")

app = typer.Typer(
    name="mobiville",
    help="Which French employment basins recruit in my occupation, and what is living there like?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
letters = typer.Typer(help="Messages that a service gave up on.", no_args_is_help=True)
app.add_typer(letters, name="dead-letters")
app.add_typer(backup_commands.backup, name="backup")
portraits = typer.Typer(help="Texts and photos of places, from Wikipedia.", no_args_is_help=True)
app.add_typer(portraits, name="portraits")
console = Console()
errors = Console(stderr=True)


@app.callback()
def main_options(
    *, verbose: Annotated[bool, typer.Option(help="Log every event to stderr.")] = False
) -> None:
    configure_logging("console", "INFO" if verbose else "ERROR")


@app.command("serve")
def serve_embedded(
    port: Annotated[int | None, typer.Option(help="Default: $PORT, or 8080.")] = None,
    home: Annotated[Path | None, typer.Option(help="Default: $MOBIVILLE_HOME, or var.")] = None,
) -> None:
    """Run the whole product in this process, on SQLite and bundled data, until Ctrl-C."""
    gc.disable()  # what is loaded stays: looking for cycles in it is a sixth of the time to load it
    from mobiville.serve import PortInUseError, serve

    gc.freeze()
    gc.enable()
    given = {name: value for name, value in (("port", port), ("home", home)) if value is not None}
    settings = _settings().model_copy(update=given)
    try:
        _run(serve(settings, console))
    except PortInUseError as error:
        _fail(str(error))


@app.command("import")
def import_datasets(
    names: Annotated[list[str], typer.Argument(metavar="DATASET…", help="Names, or all, or due.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR|FILE", help="Read here instead of downloading.", exists=True),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check only; send nothing.")] = False,
) -> None:
    """Import datasets, from their official addresses or from files; `mobiville datasets` lists them.

    `due` takes those whose producer may have published since they were last imported.

    Ends when the services that own them have applied them. Exit code 1 when one failed: its data in
    use stay as they were.
    """
    from mobiville import imports
    from services.importer.catalog import DATASETS

    everything = names in (["all"], ["due"])
    datasets = list(DATASETS) if everything else _find_datasets(names)
    if names == ["due"]:
        datasets = _run(imports.find_due(_settings()))
        console.print(f"Due: {', '.join(dataset.name for dataset in datasets) or 'nothing'}")
    request = imports.Request(datasets, source or "official", dry_run, everything)
    failed = _run(imports.run_import(_settings(), request, console))
    if failed:
        _fail(f"{failed} of {len(datasets)} datasets failed", code=1)


@app.command()
def datasets() -> None:
    """Every dataset: source, producer, licence, vintage, rows in use, last import."""
    from mobiville.datasets import datasets_table
    from mobiville.states import find_states

    console.print(datasets_table(_run(find_states(_settings()))))


@letters.command("list")
def list_letters() -> None:
    """List them, with the reason for each."""
    from mobiville import dead_letters

    found = _run(dead_letters.find_dead_letters(_settings()))
    console.print(dead_letters.dead_letters_table(found) if found else "No dead letters.")


@letters.command("replay")
def replay_letters(
    message_ids: Annotated[
        list[str] | None, typer.Argument(metavar="MESSAGE…", help="All when none.")
    ] = None,
) -> None:
    """Put them back on their queues, to be handled again."""
    from mobiville import dead_letters

    chosen = frozenset(message_ids) if message_ids else None
    console.print(f"Replayed: {_run(dead_letters.replay_dead_letters(_settings(), chosen))}")


@portraits.command("status")
def portraits_status(
    *, as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False
) -> None:
    """How many are done, pending, failing and why."""
    from mobiville.portraits import describe_status, find_status

    status = _run(find_status(_settings()))
    if as_json:
        typer.echo(status.model_dump_json(indent=2))
    else:
        console.print(describe_status(status))


@app.command("doctor")
def diagnose() -> None:
    """Say what is missing or unreachable, and what to do. Exit code 1 when something is."""
    table = Table("", "what", "found", "what to do")
    findings = _run(_collect(_settings()))
    for finding in findings:
        mark = "[green]✓[/]" if not finding.advice else "[yellow]![/]" if finding.usable else "[red]✗[/]"
        table.add_row(mark, finding.what, finding.found, finding.advice)
    console.print(table)
    if any(finding.advice and not finding.usable for finding in findings):
        raise typer.Exit(1)


async def _collect(settings: MobivilleSettings) -> "list[Finding]":
    from mobiville import doctor

    return [finding async for finding in doctor.examine(settings)]


app.command("restore")(backup_commands.restore)


def _find_datasets(names: list[str]) -> "list[Dataset]":
    from services.importer.catalog import UnknownDatasetError, find_computed, find_dataset

    found: dict[str, Dataset] = {}
    for name in names:
        if computed := find_computed(name):
            console.print(f"[bold]{name}[/]: {computed}")
            continue
        try:
            dataset = find_dataset(name)
        except UnknownDatasetError as error:
            _fail(str(error))
        found[dataset.name] = dataset
    return list(found.values())


def _settings() -> MobivilleSettings:
    return read_settings(MobivilleSettings)


def _run(work: Coroutine[Any, Any, T]) -> T:
    from sqlalchemy.exc import DBAPIError

    from mobiville.portraits import StatusUnknownError
    from mobiville.states import StatesUnknownError
    from shared.broker.contract import BrokerError

    try:
        return asyncio.run(work)
    except (BrokerError, StatesUnknownError, StatusUnknownError) as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or 'the system'}: {error.strerror or error} (mobiville doctor)", code=1)
    except DBAPIError as error:
        _fail(f"a database of the home cannot be used: {error.orig} (mobiville doctor)", code=1)
    except KeyboardInterrupt:
        _fail("interrupted", code=130)


def _fail(message: str, code: int = 2) -> NoReturn:
    errors.print(f"mobiville: {message}", markup=False, highlight=False, soft_wrap=True)
    sys.exit(code)


def main() -> None:
    app()
