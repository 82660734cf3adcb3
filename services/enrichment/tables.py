"""The tables of the service: the places to show, what the crawl knows of each, texts and photos."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.mysql import DATETIME

from shared.database import NAMING, TABLE_OPTIONS
from shared.events import rows
from shared.sync.tables import Target, sync_tables, target

metadata = MetaData(naming_convention=NAMING)

MOMENT = DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")  # UTC
_KIND = String(12)
_CODE = String(5)
_TITLE = String(300)
_ADDRESS = String(1500)


class Place(rows.Row):
    """Of a commune, departement or region, what the crawl needs; the importer sends more."""

    model_config = ConfigDict(extra="ignore")

    name: rows.Text
    population: int | None = Field(ge=0)


class Commune(Place):
    code: Annotated[rows.CodeInsee, Field(validation_alias="code_insee")]


class Departement(Place):
    code: rows.CodeDepartement


class Region(Place):
    code: rows.CodeRegion


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, *columns, **TABLE_OPTIONS)


def _required(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _place_key() -> tuple[Column[Any], Column[Any]]:
    """`kind` is communes, departements or regions, as in the paths of the API."""
    return Column("kind", _KIND, primary_key=True), Column("code", _CODE, primary_key=True)


def _places(name: str) -> Table:
    return _table(
        name,
        Column("code", _CODE, primary_key=True),
        _required("name", _TITLE),
        Column("population", Integer),
    )


communes, departements, regions = _places("commune"), _places("departement"), _places("region")

# kind -> its work list
PLACES: dict[str, Table] = {"communes": communes, "departements": departements, "regions": regions}

# One row per place that was tried. `reason` says why there is no portrait, or why it could not be renewed.
# Looked at again at `next_at`: whole from `renew_at` on, before only whether the page has a new revision.
# `announced` is false from a change until others have been told.
attempts = _table(
    "attempt",
    *_place_key(),
    _required("failures", Integer),
    Column("reason", String(30)),
    Column("detail", String(300)),
    _required("checked_at", MOMENT),
    _required("next_at", MOMENT),
    _required("renew_at", MOMENT),
    _required("announced", Boolean),
    Index("ix_attempt_next_at", "next_at"),
    Index("ix_attempt_announced", "announced"),
)

# `text` is the introduction, `shortened` when it was cut; `picture_missing` says why there is no photo.
portraits = _table(
    "portrait",
    *_place_key(),
    _required("item", String(20)),
    _required("page_id", BigInteger),
    _required("title", _TITLE),
    _required("url", _ADDRESS),
    _required("revision", BigInteger),
    Column("page_image", _TITLE),
    _required("text", Text),
    _required("shortened", Boolean),
    Column("picture_missing", String(30)),
    _required("retrieved_at", MOMENT),
    _required("sample", Boolean),
)

# A file of Commons, chosen by the crawl; sizes in pixels. `author` is NULL when Commons names none.
# `thumbnail_url` is what Commons gave for a width of THUMBNAIL_WIDTH.
pictures = _table(
    "picture",
    *_place_key(),
    _required("file", _TITLE),
    Column("author", String(500)),
    _required("licence", String(100)),
    Column("licence_url", _ADDRESS),
    _required("page_url", _ADDRESS),
    _required("width", Integer),
    _required("height", Integer),
    _required("mime", String(60)),
    _required("original_url", _ADDRESS),
    _required("thumbnail_url", _ADDRESS),
)

# From the first place that was due until none was; `calls` upstream, retries included.
# `stopped`: why the crawl rests before it goes on.
rounds = _table(
    "crawl_round",
    Column("number", Integer, primary_key=True),
    _required("started_at", MOMENT),
    Column("ended_at", MOMENT),
    _required("calls", Integer),
    _required("places", Integer),
    Column("stopped", String(300)),
)

# Who crawls: the holder, until `expires_at` (seconds since 1970, of the database's clock). One row, `crawl`,
# which is there from the beginning: replicas that create it at once would lock each other out.
leases = _table(
    "lease",
    Column("name", String(30), primary_key=True),
    Column("holder", String(40)),
    _required("expires_at", Double),
)

SYNC = sync_tables(metadata)

TARGETS: dict[str, Target] = {
    "cities": target(Commune, communes),
    "departements": target(Departement, departements),
    "regions": target(Region, regions),
}
