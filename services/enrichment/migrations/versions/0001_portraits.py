"""Work lists with their staging twins, what the crawl knows, texts and photos, the bookkeeping of syncs."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import DATETIME

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}
_MOMENT = sa.DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")
_CODE = sa.String(5)
_TITLE = sa.String(300)
_ADDRESS = sa.String(1500)
_PLACES = ("commune", "departement", "region")


def _key(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True)


def _required(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _place_key() -> list[sa.Column[Any]]:
    return [_key("kind", sa.String(12)), _key("code", _CODE)]


def _place_columns() -> list[sa.Column[Any]]:
    return [_key("code", _CODE), _required("name", _TITLE), sa.Column("population", sa.Integer)]


def upgrade() -> None:
    for name in _PLACES:
        op.create_table(name, *_place_columns(), **_OPTIONS)
        op.create_table(f"{name}_staging", _key("sync_id", sa.String(32)), *_place_columns(), **_OPTIONS)
    _create_crawl()
    _create_portraits()
    _create_bookkeeping()


def _create_crawl() -> None:
    op.create_table(
        "attempt",
        *_place_key(),
        _required("failures", sa.Integer),
        sa.Column("reason", sa.String(30)),
        sa.Column("detail", sa.String(300)),
        _required("checked_at", _MOMENT),
        _required("next_at", _MOMENT),
        _required("renew_at", _MOMENT),
        _required("announced", sa.Boolean),
        **_OPTIONS,
    )
    op.create_index("ix_attempt_next_at", "attempt", ["next_at"])
    op.create_index("ix_attempt_announced", "attempt", ["announced"])
    op.create_table(
        "crawl_round",
        _key("number", sa.Integer),
        _required("started_at", _MOMENT),
        sa.Column("ended_at", _MOMENT),
        _required("calls", sa.Integer),
        _required("places", sa.Integer),
        sa.Column("stopped", sa.String(300)),
        **_OPTIONS,
    )
    leases = op.create_table(
        "lease",
        _key("name", sa.String(30)),
        sa.Column("holder", sa.String(40)),
        _required("expires_at", sa.Double),
        **_OPTIONS,
    )
    op.bulk_insert(leases, [{"name": "crawl", "holder": None, "expires_at": 0.0}])


def _create_portraits() -> None:
    op.create_table(
        "portrait",
        *_place_key(),
        _required("item", sa.String(20)),
        _required("page_id", sa.BigInteger),
        _required("title", _TITLE),
        _required("url", _ADDRESS),
        _required("revision", sa.BigInteger),
        sa.Column("page_image", _TITLE),
        _required("text", sa.Text),
        _required("shortened", sa.Boolean),
        sa.Column("picture_missing", sa.String(30)),
        _required("retrieved_at", _MOMENT),
        _required("sample", sa.Boolean),
        **_OPTIONS,
    )
    op.create_table(
        "picture",
        *_place_key(),
        _required("file", _TITLE),
        sa.Column("author", sa.String(500)),
        _required("licence", sa.String(100)),
        sa.Column("licence_url", _ADDRESS),
        _required("page_url", _ADDRESS),
        _required("width", sa.Integer),
        _required("height", sa.Integer),
        _required("mime", sa.String(60)),
        _required("original_url", _ADDRESS),
        _required("thumbnail_url", _ADDRESS),
        **_OPTIONS,
    )


def _create_bookkeeping() -> None:
    op.create_table(
        "sync_run",
        _key("sync_id", sa.String(32)),
        _required("dataset", sa.String(60)),
        _required("started_at", _MOMENT),
        _required("status", sa.String(12)),
        sa.Column("source", sa.JSON),
        sa.Column("batches", sa.Integer),
        sa.Column("rows", sa.Integer),
        sa.Column("outcome", sa.JSON),
        **_OPTIONS,
    )
    op.create_index("ix_sync_run_dataset_started_at", "sync_run", ["dataset", "started_at"])
    op.create_table(
        "sync_batch",
        _key("sync_id", sa.String(32)),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        _required("rows", sa.Integer),
        **_OPTIONS,
    )
    op.create_table(
        "sync_dataset",
        _key("dataset", sa.String(60)),
        _required("version", sa.BigInteger),
        sa.Column("sync_id", sa.String(32)),
        sa.Column("started_at", _MOMENT),
        sa.Column("applied_at", _MOMENT),
        sa.Column("source", sa.JSON),
        _required("rows", sa.Integer),
        **_OPTIONS,
    )


def downgrade() -> None:
    for name in ("sync_dataset", "sync_batch", "sync_run", "picture", "portrait"):
        op.drop_table(name)
    for name in ("lease", "crawl_round", "attempt"):
        op.drop_table(name)
    for name in reversed(_PLACES):
        op.drop_table(f"{name}_staging")
        op.drop_table(name)
