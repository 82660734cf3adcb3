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
_LABEL = sa.String(300)
_WORD = sa.String(40)
_MOMENT = sa.DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")

Columns = Callable[[], list[sa.Column[Any]]]


def _key(name: str, kind: Any = _CODE) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True)


def _required(name: str, kind: Any = _CODE) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Double)


def _count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer)


_DATASETS: dict[str, Columns] = {
    "region": lambda: [_key("code"), _required("name", _LABEL), _count("population"), _number("area_km2")],
    "former_region": lambda: [_key("code"), _required("name", _LABEL), _required("successor")],
    "departement": lambda: [
        _key("code"),
        _required("name", _LABEL),
        _required("region"),
        _count("population"),
        _number("area_km2"),
        _number("rent_m2"),
        _number("price_m2"),
    ],
    "commune": lambda: [
        _key("code_insee"),
        _required("name", _LABEL),
        _required("kind", _WORD),
        sa.Column("parent", _CODE),
        _required("departement"),
        _required("region"),
        _count("population"),
        _required("postal_codes", sa.JSON),
        _number("latitude"),
        _number("longitude"),
        _number("area_km2"),
        _number("altitude_m"),
        _number("sea_distance_km"),
        _required("former_codes", sa.JSON),
    ],
    "bassin_commune": lambda: [
        _key("code_insee"),
        _required("bassin"),
        _required("bassin_name", _LABEL),
        _required("departement"),
        _required("region"),
        _count("population"),
    ],
    "equipment_type": lambda: [_key("typequ"), _required("label", _LABEL), _required("theme", _WORD)],
    "equipment": lambda: [_key("code_insee"), _key("typequ"), _required("total", sa.Integer)],
    "rent": lambda: [
        _key("code_insee"),
        _key("dwelling", _WORD),
        _required("rent_m2", sa.Double),
        _number("rent_m2_low"),
        _number("rent_m2_high"),
        _required("level", _WORD),
    ],
    "typical_rent": lambda: [
        _key("code_insee"),
        _number("rent_two_rooms"),
        _number("rent_four_rooms"),
        _number("rent_m2"),
        _number("price_m2"),
    ],
    "price": lambda: [_key("code_insee"), _required("price_m2", sa.Double), _count("sales")],
    "social_housing": lambda: [_key("code_insee"), _required("dwellings", sa.Integer)],
    "social_housing_delay": lambda: [_key("former_region"), _required("months", sa.Double)],
    "zoning_abc": lambda: [_key("code_insee"), _required("zone", _WORD)],
    "zoning_tlv": lambda: [_key("code_insee"), _required("zone", _WORD)],
    "temperature": lambda: [_key("departement"), _key("season", _WORD), _required("mean_c", sa.Double)],
    "hiring_sector": lambda: [_key("bassin"), _key("sector", _LABEL), _count("job_seekers")],
    "offers": lambda: [
        _key("level", _WORD),
        _key("code"),
        _key("code_rome"),
        _required("offers", sa.Integer),
    ],
    "help": lambda: [
        _key("slug", sa.String(120)),
        _required("title", _LABEL),
        _required("summary", sa.Text),
        _required("description", sa.Text),
        _required("who", sa.Text),
        _required("how_to_apply", sa.Text),
        _required("conditions", sa.Text),
        _required("cumulative", sa.Text),
        _required("official_link", sa.Text),
        _required("organisation", sa.Text),
        _required("project", sa.JSON),
        _required("situation", sa.JSON),
        _count("age_min"),
        _count("age_max"),
        _required("kind", sa.Text),
        sa.Column("checked", sa.Text),
    ],
    "outline": lambda: [
        _key("kind", _WORD),
        _key("code"),
        _required("name", _LABEL),
        _required("geometry", sa.JSON),
    ],
}


def upgrade() -> None:
    for name, columns in _DATASETS.items():
        op.create_table(name, *columns(), **_OPTIONS)
        op.create_table(f"{name}_staging", _key("sync_id", sa.String(32)), *columns(), **_OPTIONS)
    op.create_index("ix_bassin_commune_bassin", "bassin_commune", ["bassin"])
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
