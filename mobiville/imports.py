"""`mobiville import`: datasets one after the other, each reported; one that fails does not stop the rest."""

from collections.abc import AsyncIterator, Container, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from rich.console import Console
from rich.markup import escape

from mobiville.embedded import running_services
from mobiville.progress_bars import dataset_bar, outcome_lines
from mobiville.settings import MobivilleSettings
from mobiville.states import find_states
from services.importer.answers import ImportFailedError
from services.importer.cache import DownloadError
from services.importer.catalog import DATASETS
from services.importer.dataset import Dataset, RefusedFileError
from services.importer.download import open_downloader
from services.importer.importing import Importer, check_dataset, import_dataset, open_importer
from services.importer.locate import NoFileError, Origin, locate_files
from services.importer.pace import is_due
from services.importer.progress import OnProgress, Progress
from services.importer.reference import load_reference
from services.importer.settings import ImporterSettings
from shared.broker.connect import connect
from shared.broker.contract import Broker
from shared.settings import read_settings

FAILURES = (RefusedFileError, NoFileError, DownloadError, ImportFailedError)


async def find_due(settings: MobivilleSettings) -> list[Dataset]:
    """Those whose producer may have published since they were applied. StatesUnknownError."""
    states, now = await find_states(settings), datetime.now(UTC)
    applied = {name: state.applied_at for name, state in states.items()}
    return [dataset for dataset in DATASETS if is_due(dataset, applied.get(dataset.name), now)]


@dataclass(frozen=True, slots=True)
class Request:
    """What to import from where; `everything` makes a dataset without a file a remark, not a failure."""

    datasets: Sequence[Dataset]
    origin: Origin
    dry_run: bool = False
    everything: bool = False


def importer_settings(settings: MobivilleSettings) -> ImporterSettings:
    """The importer's settings, its folders being in the home."""
    given = read_settings(ImporterSettings)
    folders = {"cache_dir": settings.home / "downloads", "reports_dir": settings.home / "reports"}
    return given.model_copy(
        update={name: path for name, path in folders.items() if name not in given.model_fields_set}
    )


async def run_import(settings: MobivilleSettings, request: Request, console: Console) -> int:
    """Import and report; how many datasets failed."""
    if request.dry_run:
        return await _import_all(settings, request, console, None)
    async with _broker(settings) as broker:
        return await import_through(broker, settings, request, console)


async def import_through(
    broker: Broker, settings: MobivilleSettings, request: Request, console: Console
) -> int:
    """As run_import, over a broker that is there already."""
    importer = await open_importer(broker, load_reference(), importer_settings(settings))
    return await _import_all(settings, request, console, importer)


@asynccontextmanager
async def _broker(settings: MobivilleSettings) -> AsyncIterator[Broker]:
    """RabbitMQ when configured; else the owners run in this process, on the files of the home."""
    if settings.broker_url is None:
        async with running_services(settings) as services:
            yield services.broker
        return
    broker = connect(settings.broker_url.get_secret_value(), name="importer")
    try:
        yield broker
    finally:
        await broker.close()


async def _import_all(
    settings: MobivilleSettings, request: Request, console: Console, importer: Importer | None
) -> int:
    failed = 0
    ours = importer_settings(settings)
    reference = importer.reference if importer else load_reference()
    async with open_downloader(ours) as downloader:
        for dataset in request.datasets:
            try:
                with dataset_bar(console, dataset.name) as on_progress:
                    on_bytes = partial(_report_bytes, dataset.name, on_progress)
                    located = await locate_files(dataset, request.origin, downloader, on_bytes)
                    outcome = await (
                        import_dataset(importer, dataset, located, on_progress)
                        if importer
                        else check_dataset(dataset, located, reference, ours, on_progress)
                    )
            except NoFileError as error:
                failed += 0 if request.everything else 1
                console.print(f"[bold]{dataset.name}[/]: left alone: {escape(str(error))}")
            except FAILURES as error:
                failed += 1
                console.print(f"[bold red]{dataset.name}: failed[/]: {escape(str(error))}")
            else:
                console.print("\n".join(outcome_lines(outcome)), highlight=False)
    return failed


def _report_bytes(name: str, on_progress: OnProgress, received: int, expected: int | None) -> None:
    on_progress(Progress(name, "downloading", bytes=received, total_bytes=expected))


def bundled_datasets(in_use: Container[str]) -> list[Dataset]:
    """What the product brings along and this home does not have yet."""
    return [dataset for dataset in DATASETS if dataset.bundled and dataset.name not in in_use]
