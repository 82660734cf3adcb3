"""The tables of the service: one per dataset, whose columns are the fields of its rows, units included."""

from typing import Any

from sqlalchemy import Column, Double, Index, Integer, MetaData, String, Table

from shared.database import NAMING, TABLE_OPTIONS
from shared.events import rows
from shared.sync.tables import Target, sync_tables, target

metadata = MetaData(naming_convention=NAMING)

_CODE = String(5)
_OGR = String(8)
_LABEL = String(300)


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, *columns, **TABLE_OPTIONS)


def _key(name: str, kind: Any = _CODE) -> Column[Any]:
    return Column(name, kind, primary_key=True)


def _required(name: str, kind: Any = _CODE) -> Column[Any]:
    return Column(name, kind, nullable=False)


occupations = _table(
    "occupation", _key("code_rome"), _required("label", _LABEL), Column("parent", _CODE, nullable=True)
)
titles = _table(
    "title",
    _key("code_ogr", _OGR),
    _required("code_rome"),
    _required("label", _LABEL),
    Index("ix_title_code_rome", "code_rome"),
)
skills = _table(
    "skill", _key("code_rome"), _key("code_ogr", _OGR), _required("label", _LABEL), _required("kind", _LABEL)
)
pcs = _table("pcs", _key("code_rome"), _key("pcs"), _key("fap"))
tensions = _table(
    "tension",
    _key("code_rome"),
    _key("bassin"),
    _required("year", Integer),
    Column("tension", Integer),
    Column("offers", Double),
    Column("job_seekers", Double),
    Column("hiring_intensity", Integer),
    Column("labour_shortage", Integer),
    Column("job_precariousness", Integer),
    Column("working_conditions", Integer),
    Column("geographic_mismatch", Integer),
    Column("training_specificity", Integer),
)
bassin_communes = _table(
    "bassin_commune",
    _key("code_insee"),
    _required("bassin"),
    _required("bassin_name", _LABEL),
    _required("departement"),
    _required("region"),
    Column("population", Integer),
)

SYNC = sync_tables(metadata)

TARGETS: dict[str, Target] = {
    dataset: target(rows.ROWS[dataset], table)
    for dataset, table in {
        "occupations": occupations,
        "titles": titles,
        "skills": skills,
        "pcs": pcs,
        "tensions": tensions,
        "bassins": bassin_communes,
    }.items()
}
