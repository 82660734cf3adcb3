"""How far a backup or a restore is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["dumping", "proving", "copying", "verifying", "loading", "swapping"]


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` and `total` are bytes; no `total` where it is not known beforehand."""

    stage: Stage
    done: int = 0
    total: int | None = None


OnProgress = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """For whoever does not look."""


def in_stage(stage: Stage, on_progress: OnProgress) -> Callable[[int, int], None]:
    """What is told bytes done and in all."""
    return lambda done, total: on_progress(Progress(stage, done, total))
