"""What is known of housing in a town, each figure at the level that it is of."""

from services.cities.columns.communes import Communes
from services.cities.columns.towns import known
from services.cities.schemas.housing import DwellingRent, Housing, SalePrice, TypicalRents, WaitingTime
from services.cities.sheets.atlas import Atlas
from services.cities.sheets.figures import cents, per_10k
from services.cities.sheets.own_or_city import OwnOrCity
from services.cities.sheets.subject import Identity


def describe_housing(town: OwnOrCity, atlas: Atlas, identity: Identity) -> Housing:
    """Housing in a town; the departement's price where the commune has none of its own."""
    rents = town.find("housing.rents", lambda rows: rows.rents) or []
    typical = town.find("housing.typical_rents", lambda rows: rows.typical_rent)
    social = town.find("housing.social_dwellings", lambda rows: rows.social_housing)
    abc = town.find("housing.zoning_abc", lambda rows: rows.zoning_abc)
    tlv = town.find("housing.zoning_tlv", lambda rows: rows.zoning_tlv)
    around = atlas.departements.get(identity.departement)
    apartment = next((rent.rent_m2 for rent in rents if rent.dwelling == "apartment"), None)
    return Housing(
        rent_m2=cents(apartment if apartment is not None or typical is None else typical.rent_m2),
        rents=[DwellingRent.model_validate(rent.model_dump()) for rent in rents],
        typical_rents=TypicalRents.model_validate(typical.model_dump()) if typical else None,
        departement_rent_m2=around.rent_m2 if around else None,
        price=_price(town, around.price_m2 if around else None),
        social_dwellings=social.dwellings if social else None,
        social_dwellings_per_10k=per_10k(social.dwellings, town.population("housing.social_dwellings"))
        if social
        else None,
        social_waiting_times=list_waiting_times(atlas, identity.region),
        zoning_abc=abc and abc.zone,
        zoning_tlv=tlv and tlv.zone,
    )


def remember_housing(communes: Communes, atlas: Atlas, index: int, identity: Identity) -> Housing:
    """What memory has of it."""
    around = atlas.departements.get(identity.departement)
    return Housing(
        rent_m2=known(communes.rent_m2[index]),
        rents=[],
        typical_rents=None,
        departement_rent_m2=around.rent_m2 if around else None,
        price=None,
        social_dwellings=None,
        social_dwellings_per_10k=None,
        social_waiting_times=list_waiting_times(atlas, identity.region),
        zoning_abc=None,
        zoning_tlv=None,
    )


def _price(town: OwnOrCity, around: float | None) -> SalePrice | None:
    own = town.find("housing.price", lambda rows: rows.price)
    if own is not None:
        return SalePrice(price_m2=round(own.price_m2, 2), sales=own.sales, level="commune")
    return None if around is None else SalePrice(price_m2=around, sales=None, level="departement")


def list_waiting_times(atlas: Atlas, region: str) -> list[WaitingTime]:
    """Of the regions of before 2015 that the region is made of."""
    return [
        WaitingTime(former_region=former.code, name=former.name, months=atlas.delays[former.code])
        for former in atlas.former_regions.get(region, ())
        if former.code in atlas.delays
    ]
