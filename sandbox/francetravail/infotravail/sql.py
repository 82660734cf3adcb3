"""The SQL endpoint: the client's SELECT, run on a table of the records that it can be about."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from sandbox.francetravail.infotravail.records import (
    MOST_RECORDS,
    Record,
    Resource,
    list_records,
    read_resources,
)
from sandbox.francetravail.world import World

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_TABLE = re.compile(r'^\s*select\b.*?\bfrom\s+"([^"]+)"', re.IGNORECASE | re.DOTALL)
_STEPS = 2_000_000
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


class SqlError(Exception):
    """A statement that is no SELECT of a resource."""


@dataclass(frozen=True)
class Selected:
    fields: list[str]
    records: list[dict[str, str | None]]


def select(world: World, statement: str) -> Selected:
    """The records that the statement selects, every value a text."""
    resource = _find_resource(statement)
    codes = {literal.replace("''", "'") for literal in _LITERAL.findall(statement)}
    rows = islice(list_records(world, resource, codes), MOST_RECORDS)
    with closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, resource, rows)
        connection.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
        )
        connection.set_progress_handler(lambda: 1, _STEPS)
        try:
            cursor = connection.execute(statement)
            fields = [column[0] for column in cursor.description or ()]
            found = cursor.fetchmany(MOST_RECORDS)
        except (sqlite3.Error, sqlite3.Warning) as fault:
            raise SqlError(f"(ProgrammingError) {fault}") from None
    return Selected(fields, [dict(zip(fields, map(_text, row), strict=True)) for row in found])


def _find_resource(statement: str) -> Resource:
    named = _TABLE.search(statement)
    resource = read_resources().get(named[1]) if named else None
    if resource is None:
        raise SqlError("(ProgrammingError) relation does not exist")
    return resource


def _fill(connection: sqlite3.Connection, resource: Resource, rows: Iterable[Record]) -> None:
    columns = ", ".join(f'"{name}" TEXT' for name in resource.columns)
    connection.execute(f'CREATE TABLE "{resource.id}" ({columns})')
    places = ", ".join("?" for _ in resource.columns)
    connection.executemany(f'INSERT INTO "{resource.id}" VALUES ({places})', rows)  # noqa: S608  # our own table


def _text(value: object) -> str | None:
    return None if value is None else str(value)
