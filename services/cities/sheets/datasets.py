"""Which datasets the figures of a sheet come from."""

from collections.abc import Iterator

from services.cities.schemas.housing import Housing
from services.cities.schemas.sheet import CitySheet


def list_datasets(sheet: CitySheet) -> Iterator[str]:
    """Those of the figures that are there; what is unknown has no source."""
    yield "cities"
    shown = {
        "bassins": sheet.bassin,
        "hiring-sectors": sheet.bassin and sheet.bassin.sectors,
        "tensions": sheet.tension,
        "offers": sheet.offers,
        "equipment": sheet.equipment,
        "equipment-types": sheet.equipment,
        "temperatures": sheet.climate,
    }
    yield from (dataset for dataset, figures in shown.items() if figures)
    if sheet.housing:
        yield from list_housing_datasets(sheet.housing)


def list_housing_datasets(housing: Housing) -> Iterator[str]:
    """The same for what is told of housing."""
    price = housing.price
    shown = {
        "rents": housing.rents or (housing.rent_m2 and not housing.typical_rents),
        "typical-rents": housing.typical_rents,
        "prices": price and price.level == "commune",
        "departements": housing.departement_rent_m2 or (price and price.level == "departement"),
        "social-housing": housing.social_dwellings is not None,
        "social-housing-delays": housing.social_waiting_times,
        "zoning-abc": housing.zoning_abc,
        "zoning-tlv": housing.zoning_tlv,
    }
    yield from (dataset for dataset, figures in shown.items() if figures)
