"""One table and its staging twin per dataset, and the bookkeeping of syncs."""

from collections.abc import Callable
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
_CODE = sa.String(5)
_OGR = sa.String(8)
_LABEL = sa.String(300)
_MOMENT = sa.DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")

Columns = Callable[[], list[sa.Column[Any]]]


def _key(name: str, kind: Any = _CODE) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True)


def _required(name: str, kind: Any = _CODE) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer)


_DATASETS: dict[str, Columns] = {
    "occupation": lambda: [_key("code_rome"), _required("label", _LABEL), sa.Column("parent", _CODE)],
    "title": lambda: [_key("code_ogr", _OGR), _required("code_rome"), _required("label", _LABEL)],
    "skill": lambda: [
        _key("code_rome"),
        _key("code_ogr", _OGR),
        _required("label", _LABEL),
        _required("kind", _LABEL),
    ],
    "pcs": lambda: [_key("code_rome"), _key("pcs"), _key("fap")],
    "tension": lambda: [
        _key("code_rome"),
        _key("bassin"),
        _required("year", sa.Integer),
        _count("tension"),
        sa.Column("offers", sa.Double),
        sa.Column("job_seekers", sa.Double),
        _count("hiring_intensity"),
        _count("labour_shortage"),
        _count("job_precariousness"),
        _count("working_conditions"),
        _count("geographic_mismatch"),
        _count("training_specificity"),
    ],
    "bassin_commune": lambda: [
        _key("code_insee"),
        _required("bassin"),
        _required("bassin_name", _LABEL),
        _required("departement"),
        _required("region"),
        _count("population"),
    ],
}


def upgrade() -> None:
    for name, columns in _DATASETS.items():
        op.create_table(name, *columns(), **_OPTIONS)
        op.create_table(f"{name}_staging", _key("sync_id", sa.String(32)), *columns(), **_OPTIONS)
    op.create_index("ix_title_code_rome", "title", ["code_rome"])
    _create_bookkeeping()


def _create_bookkeeping() -> None:
    op.create_table(
        "sync_run",
        _key("sync_id", sa.String(32)),
        _required("dataset", sa.String(60)),
        _required("started_at", _MOMENT),
        _required("status", sa.String(12)),
        sa.Column("source", sa.JSON),
        _count("batches"),
        _count("rows"),
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
    for name in ("sync_dataset", "sync_batch", "sync_run"):
        op.drop_table(name)
    for name in reversed(_DATASETS):
        op.drop_table(f"{name}_staging")
        op.drop_table(name)
