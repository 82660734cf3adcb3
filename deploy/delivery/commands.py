"""Running programs: what goes wrong is one line, and no secret is shown."""

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class CommandError(Exception):
    """The program failed; `str()` names it and ends with the last line that it wrote, which is `said`."""

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said


def run(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: bytes | None = None,
    seconds: float = 1800,
) -> bytes:
    """What it writes to stdout. CommandError."""
    try:
        done = subprocess.run(  # noqa: S603  # commands are ours
            command,
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except FileNotFoundError as error:
        raise CommandError(
            f"{error.filename} is not there: install it, or correct the setting that names it"
        ) from None
    except subprocess.TimeoutExpired:
        raise CommandError(f"{_name(command)} took longer than {seconds:g} s") from None
    if done.returncode:
        said = _last_line(done.stderr or done.stdout)
        raise CommandError(f"{_name(command)} ended with {done.returncode}: {said}", said)
    return done.stdout


def _name(command: Sequence[str]) -> str:
    return shlex.join(command[:4])


def _last_line(output: bytes) -> str:
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
