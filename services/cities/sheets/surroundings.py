"""What a town has from the areas around it: bassin, climate, tension, offers."""

from services.cities.columns.communes import Communes
from services.cities.columns.matrix import TensionMatrix
from services.cities.queries.towns import OfferCount
from services.cities.schemas.sheet import BassinPart, Climate, SectorCount, TownOffers, TownTension
from services.cities.sheets.atlas import Atlas
from services.cities.sheets.own_or_city import OwnOrCity


def describe_bassin(communes: Communes, atlas: Atlas, bassin: str) -> BassinPart:
    """A bassin as the sheets of its towns show it."""
    members = communes.traits.bassin == communes.bassins.index[bassin]
    return BassinPart(
        id=bassin,
        name=communes.bassins.name(bassin),
        communes=int(members.sum()),
        sectors=list_sectors(atlas, bassin),
    )


def list_sectors(atlas: Atlas, bassin: str) -> list[SectorCount]:
    """The sectors that hire there, most job seekers first."""
    rows = atlas.sectors.get(bassin, ())
    return [SectorCount(sector=row.sector, job_seekers=row.job_seekers) for row in rows]


def describe_climate(atlas: Atlas, departement: str) -> Climate | None:
    """Temperatures of the departement."""
    seasons = atlas.climates.get(departement)
    return Climate(**{name: seasons.get(name) for name in Climate.model_fields}) if seasons else None


def find_tension(matrix: TensionMatrix | None, rome: str, bassin: str | None) -> TownTension | None:
    """None while there is no matrix at all; the level in it is None where the Dares publishes none."""
    if matrix is None:
        return None
    return TownTension(rome=rome, tension=matrix.level(rome, bassin) if bassin else None, year=matrix.year)


def choose_offers(town: OwnOrCity, around: OfferCount | None) -> TownOffers | None:
    """The town's or its city's, else those of the bassin around."""
    own = town.find("offers", lambda rows: rows.offers)
    found = own or around
    if found is None:
        return None
    return TownOffers(
        count=found.count,
        occupation_count=found.occupation_count,
        level="commune" if own else "bassin",
    )
