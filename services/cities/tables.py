"""The tables of the service: one per dataset, whose columns are the fields of its rows, units included.

`help_view` alone is no dataset: how often each help scheme was read.
"""

from typing import Any

from sqlalchemy import JSON, Column, Double, Index, Integer, MetaData, String, Table, Text

from shared.database import NAMING, TABLE_OPTIONS
from shared.events import rows
from shared.sync.tables import Target, sync_tables, target

metadata = MetaData(naming_convention=NAMING)

_CODE = String(5)
_LABEL = String(300)
_WORD = String(40)


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, *columns, **TABLE_OPTIONS)


def _key(name: str, kind: Any = _CODE) -> Column[Any]:
    return Column(name, kind, primary_key=True)


def _required(name: str, kind: Any = _CODE) -> Column[Any]:
    return Column(name, kind, nullable=False)


regions = _table(
    "region",
    _key("code"),
    _required("name", _LABEL),
    Column("population", Integer),
    Column("area_km2", Double),
)
former_regions = _table("former_region", _key("code"), _required("name", _LABEL), _required("successor"))
departements = _table(
    "departement",
    _key("code"),
    _required("name", _LABEL),
    _required("region"),
    Column("population", Integer),
    Column("area_km2", Double),
    Column("rent_m2", Double),
    Column("price_m2", Double),
)
communes = _table(
    "commune",
    _key("code_insee"),
    _required("name", _LABEL),
    _required("kind", _WORD),
    Column("parent", _CODE),
    _required("departement"),
    _required("region"),
    Column("population", Integer),
    _required("postal_codes", JSON),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("area_km2", Double),
    Column("altitude_m", Double),
    Column("sea_distance_km", Double),
    _required("former_codes", JSON),
)
bassin_communes = _table(
    "bassin_commune",
    _key("code_insee"),
    _required("bassin"),
    _required("bassin_name", _LABEL),
    _required("departement"),
    _required("region"),
    Column("population", Integer),
    Index("ix_bassin_commune_bassin", "bassin"),
)
equipment_types = _table(
    "equipment_type", _key("typequ"), _required("label", _LABEL), _required("theme", _WORD)
)
equipment = _table("equipment", _key("code_insee"), _key("typequ"), _required("total", Integer))
rents = _table(
    "rent",
    _key("code_insee"),
    _key("dwelling", _WORD),
    _required("rent_m2", Double),
    Column("rent_m2_low", Double),
    Column("rent_m2_high", Double),
    _required("level", _WORD),
)
typical_rents = _table(
    "typical_rent",
    _key("code_insee"),
    Column("rent_two_rooms", Double),
    Column("rent_four_rooms", Double),
    Column("rent_m2", Double),
    Column("price_m2", Double),
)
prices = _table("price", _key("code_insee"), _required("price_m2", Double), Column("sales", Integer))
social_housing = _table("social_housing", _key("code_insee"), _required("dwellings", Integer))
social_housing_delays = _table("social_housing_delay", _key("former_region"), _required("months", Double))
zoning_abc = _table("zoning_abc", _key("code_insee"), _required("zone", _WORD))
zoning_tlv = _table("zoning_tlv", _key("code_insee"), _required("zone", _WORD))
temperatures = _table("temperature", _key("departement"), _key("season", _WORD), _required("mean_c", Double))
hiring_sectors = _table(
    "hiring_sector", _key("bassin"), _key("sector", _LABEL), Column("job_seekers", Integer)
)
offers = _table("offers", _key("level", _WORD), _key("code"), _key("code_rome"), _required("offers", Integer))
helps = _table(
    "help",
    _key("slug", String(120)),
    _required("title", _LABEL),
    *(
        _required(name, Text)
        for name in ("summary", "description", "who", "how_to_apply", "conditions", "cumulative")
    ),
    _required("official_link", Text),
    _required("organisation", Text),
    _required("project", JSON),
    _required("situation", JSON),
    Column("age_min", Integer),
    Column("age_max", Integer),
    _required("kind", Text),
    Column("checked", Text),
)
outlines = _table(
    "outline", _key("kind", _WORD), _key("code"), _required("name", _LABEL), _required("geometry", JSON)
)

help_views = _table("help_view", _key("slug", String(120)), _required("views", Integer))

SYNC = sync_tables(metadata)

TARGETS: dict[str, Target] = {
    dataset: target(rows.ROWS[dataset], table)
    for dataset, table in {
        "regions": regions,
        "former-regions": former_regions,
        "departements": departements,
        "cities": communes,
        "bassins": bassin_communes,
        "equipment-types": equipment_types,
        "equipment": equipment,
        "rents": rents,
        "typical-rents": typical_rents,
        "prices": prices,
        "social-housing": social_housing,
        "social-housing-delays": social_housing_delays,
        "zoning-abc": zoning_abc,
        "zoning-tlv": zoning_tlv,
        "temperatures": temperatures,
        "hiring-sectors": hiring_sectors,
        "offers": offers,
        "helps": helps,
        "outlines": outlines,
    }.items()
}
