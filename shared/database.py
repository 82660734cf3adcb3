"""Engines for MariaDB (aiomysql) and SQLite (aiosqlite), and transactions."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import orjson
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shared.errors import UnavailableError

# Byte-wise comparison: "Évreux" and "Evreux" are two values, and a re-import sees every change.
TABLE_OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# MariaDB error numbers: no space, too many connections, shutdown, full, lock wait, deadlock, read-only,
# killed, table replaced (a restore), statement time, and the client's own "cannot connect" and
# "connection lost".
_MARIADB_OUTAGES = frozenset(
    {3, 1021, 1030, 1040, 1053, 1114, 1158, 1159, 1160, 1161, 1205, 1213, 1290, 1317, 1412, 1927, 1969}
    | {2002, 2003, 2006, 2013, 2014}
)
_SQLITE_OUTAGE = re.compile("locked|busy|disk|unable to open")
_STATEMENT_SECONDS = 300
GROUP_BYTES: Final = 16 * 1024 * 1024
"""The longest value that MariaDB puts together from the rows of a group."""


def create_engine(url: str) -> AsyncEngine:
    """An engine for `mariadb+aiomysql://…` or `sqlite+aiosqlite:///file`."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    engine = create_async_engine(
        url,
        pool_pre_ping=True,
        pool_reset_on_return=None,  # who closes a connection has ended its transaction: no round trip more
        pool_size=10,
        max_overflow=10,
        pool_recycle=1800,
        connect_args={"connect_timeout": 5, "charset": "utf8mb4"},
        json_deserializer=orjson.loads,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _limit_statements(connection: Any, _: object) -> None:
        # A cancelled request leaves its query running on the server: bound it there.
        cursor = connection.cursor()
        limits = f"max_statement_time = {_STATEMENT_SECONDS}, group_concat_max_len = {GROUP_BYTES}"
        cursor.execute(f"SET SESSION {limits}")
        cursor.close()

    return engine


def _sqlite_engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": 30}, json_deserializer=orjson.loads)

    @event.listens_for(engine.sync_engine, "connect")
    def _configure(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we emit BEGIN ourselves, or several reads are no snapshot
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One snapshot for all reads of the block."""
    async with engine.connect() as connection, connection.begin():
        yield connection


@asynccontextmanager
async def reading_in_time(
    engine: AsyncEngine, *, otherwise: str, seconds: float = 2.0
) -> AsyncIterator[AsyncConnection]:
    """As `reading`, for who waits for an answer: UnavailableError, which says `otherwise`, when the database
    is away or takes longer."""
    try:
        async with asyncio.timeout(seconds), reading(engine) as connection:
            yield connection
    except Exception as error:
        if not is_outage(error):
            raise
        raise UnavailableError(otherwise) from error


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction: committed at the end of the block, rolled back on an exception."""
    async with engine.connect() as connection:
        await connection.execution_options(writes=True)
        async with connection.begin():
            yield connection


def is_outage(error: BaseException) -> bool:
    """Whether trying again later may succeed: connection lost, deadlock, lock, server away, disk full."""
    if isinstance(error, DBAPIError):
        args = error.orig.args if error.orig else ()
        known = bool(args) and (
            args[0] in _MARIADB_OUTAGES or _SQLITE_OUTAGE.search(str(args[0])) is not None
        )
        return error.connection_invalidated or isinstance(error, InterfaceError) or known
    return isinstance(error, OSError | TimeoutError)


async def check_database(engine: AsyncEngine) -> None:
    """Raise when the database does not answer."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
