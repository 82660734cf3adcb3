"""Running programs: what goes wrong is one line, and no secret is shown."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any


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
    source: dict[str, Any] = {"stdin": subprocess.DEVNULL} if given is None else {"input": given}
    # Files, not pipes: whoever the program leaves running may keep a pipe open for ever.
    with tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as complaints:
        try:
            done = subprocess.run(  # noqa: S603  # commands are ours
                command,
                cwd=folder,
                env=environment,
                stdout=written,
                stderr=complaints,
                check=False,
                timeout=seconds,
                **source,
            )
        except FileNotFoundError as error:
            raise CommandError(f"{error.filename} is not there: install it, or name another") from None
        except subprocess.TimeoutExpired:
            raise CommandError(f"{_name(command)} took longer than {seconds:g} s") from None
        output, said = _content(written), _last_line(_content(complaints))
    if done.returncode:
        said = said or _last_line(output) or "it said nothing"
        raise CommandError(f"{_name(command)} ended with {done.returncode}: {said}", said)
    return output


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _name(command: Sequence[str]) -> str:
    return shlex.join(command[:4])


def _last_line(output: bytes) -> str:
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
