"""A small disk that can be filled to the last byte. Needs root."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = b"\0" * (1 << 20)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own in `folder`, unmounted when the block ends."""
    folder.mkdir(exist_ok=True)
    options = f"size={megabytes}m,mode=0755"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "mobiville", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"mount {folder}: {done.stderr.strip()} (mounting needs root)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False, capture_output=True)


def fill(folder: Path) -> None:
    """Until nothing more can be written."""
    with (folder / "ballast").open("ab", buffering=0) as file:
        for size in (len(_BLOCK), 4096, 1):
            try:
                while True:
                    file.write(_BLOCK[:size])
            except OSError:
                continue


def relieve(folder: Path) -> None:
    (folder / "ballast").unlink(missing_ok=True)
