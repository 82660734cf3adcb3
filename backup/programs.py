"""MariaDB's own client programs: mariadb-dump writes the SQL, mariadb reads it."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import URL

from backup.errors import BackupError

_CHUNK = 1 << 20
_USE = re.compile(rb"^USE `(?P<schema>[^`]+)`;$")

Read = Callable[[], Awaitable[bytes]]


@asynccontextmanager
async def dumping(url: URL, schemas: Sequence[str], structure_only: Sequence[str]) -> AsyncIterator[Read]:
    """SQL of all schemas in one snapshot; `structure_only` are tables whose rows are left out.

    The function that is given returns the next bytes, b"" at the end. BackupError at the end when
    mariadb-dump fails.
    """
    options = ["--single-transaction", "--skip-lock-tables", "--no-create-db", "--no-tablespaces"]
    options += ["--hex-blob", "--skip-triggers", "--skip-comments", "--default-character-set=utf8mb4"]
    options += [f"--ignore-table-data={table}" for table in structure_only]
    async with _running("mariadb-dump", url, [*options, "--databases", *schemas]) as process:
        assert process.stdout is not None  # noqa: S101  # a pipe
        stdout = process.stdout
        yield lambda: stdout.read(_CHUNK)


async def load(url: URL, chunks: Iterable[bytes]) -> None:
    """Run the SQL. BackupError with what the server answered."""
    options = ["--default-character-set=utf8mb4", "--batch"]
    async with _running("mariadb", url, options) as process:
        assert process.stdin is not None  # noqa: S101  # a pipe
        waiting = iter(chunks)
        try:
            while chunk := await asyncio.to_thread(next, waiting, b""):
                process.stdin.write(chunk)
                await process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            return  # it has ended: its exit code and what it wrote say why
        process.stdin.close()


def into(scratch: Mapping[str, str], chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same SQL for other schemas. BackupError when it uses one that is not expected.

    mariadb-dump writes a newline in a value as \\n: a line that starts with USE is a statement.
    """
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield b"\n".join(_redirected(line, scratch) for line in lines) + b"\n"
    if rest:
        yield _redirected(rest, scratch)


def _redirected(line: bytes, scratch: Mapping[str, str]) -> bytes:
    if not (used := _USE.match(line)):
        return line
    schema = used["schema"].decode()
    if schema not in scratch:
        raise BackupError(f"the backup writes into {schema}, which its manifest does not name: refused")
    return f"USE `{scratch[schema]}`;".encode()


@asynccontextmanager
async def _running(
    program: str, url: URL, options: Sequence[str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The process, ended with the block; BackupError when it fails."""
    credentials = _credentials(url)
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *(program, f"--defaults-file=/dev/fd/{credentials}", *options),
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            pass_fds=[credentials],
        )
    except FileNotFoundError:
        raise BackupError(f"{program} is not installed: apt-get install mariadb-client") from None
    finally:
        os.close(credentials)
    assert process.stderr is not None  # noqa: S101  # a pipe
    said = asyncio.create_task(process.stderr.read())
    try:
        yield process
        if await process.wait():
            raise BackupError(f"{program}: {_first_line(await said)}")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        said.cancel()


def _credentials(url: URL) -> int:
    """A descriptor that gives an option file once: nothing of it in arguments, environment or on disk."""
    password = (url.password or "").replace("\\", "\\\\").replace('"', '\\"')
    lines = ["[client]", f'user="{url.username}"', f'password="{password}"', "protocol=tcp"]
    lines += [f"host={url.host}", f"port={url.port or 3306}", ""]
    reading, writing = os.pipe()
    os.write(writing, "\n".join(lines).encode())
    os.close(writing)
    return reading


def _first_line(text: bytes) -> str:
    lines = [line for line in text.decode(errors="replace").splitlines() if line.strip()]
    return lines[0] if lines else "ended without saying why"
