"""Draws imports: a bar per dataset on a terminal, and a line per dataset that stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from services.importer.importing import Outcome
from services.importer.progress import OnProgress
from services.importer.progress import Progress as ImportProgress

_MEGABYTE = 1_000_000


@contextmanager
def dataset_bar(console: Console, dataset: str) -> Iterator[OnProgress]:
    """A bar for the length of the block; yields what is told how far the import is."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(dataset, total=None, unit="")

        def draw(progress: ImportProgress) -> None:
            _draw(bars, task, progress)

        yield draw


def _draw(bars: Progress, task: TaskID, progress: ImportProgress) -> None:
    downloading = progress.phase == "downloading"
    total = progress.total_bytes if downloading else progress.total_rows
    done = progress.bytes if downloading else progress.rows
    scale = _MEGABYTE if downloading else 1
    bars.update(
        task,
        description=f"{progress.dataset}: {progress.phase}",
        completed=done // scale,
        total=None if total is None else total // scale,
        unit="MB" if downloading else "rows",
    )


def outcome_lines(outcome: Outcome) -> list[str]:
    """What an operator reads when a dataset is done."""
    lines = [f"[bold]{outcome.sync.dataset}[/]: {outcome.accepted:,} rows in {outcome.seconds:.1f} s"]
    if not outcome.owners:
        lines[0] += " (dry run: nothing was sent)"
    lines += [
        f"  {owner}: {applied.inserted:,} new, {applied.updated:,} changed, {applied.deleted:,} gone"
        for owner, applied in outcome.owners.items()
    ]
    lines += [f"  put right: {what} ({count:,})" for what, count in outcome.repairs.items()]
    lines += [f"  [yellow]rejected[/]: {why} ({count:,})" for why, count in outcome.reasons.items()]
    if outcome.report is not None:
        lines.append(f"  every rejected line: {outcome.report}")
    return lines
