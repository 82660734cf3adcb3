"""The town that a code stands for: current, former, or an arrondissement of its city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.cities.columns.communes import Communes
from services.cities.columns.towns import known, people
from services.cities.queries.towns import TownRows


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields of shared.events.rows.Commune; None is unknown."""

    code_insee: str
    name: str
    kind: Literal["commune", "arrondissement"]
    parent: str | None
    departement: str
    region: str
    population: int | None
    postal_codes: Sequence[str] | None
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    altitude_m: float | None
    sea_distance_km: float | None
    former_codes: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Subject:
    """`asked` is the code that was given, `city` the commune that it belongs to, at `index` in memory."""

    asked: str
    city: str
    index: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes under which figures may be found."""
        return (self.city,) if self.asked == self.city else (self.asked, self.city)


def find_subject(communes: Communes, code_insee: str) -> Subject | None:
    """None when no town has or had the code."""
    index = communes.find(code_insee)
    return None if index is None else Subject(code_insee, communes.code_insee[index], index)


def identify(communes: Communes, subject: Subject, rows: Mapping[str, TownRows]) -> Identity:
    """Who the subject is, from its rows or, without them, from what memory has of its city."""
    found = (rows[code].commune for code in subject.codes if code in rows)
    commune = next((commune for commune in found if commune is not None), None)
    return Identity(**commune.model_dump()) if commune else _remember(communes, subject.index)


def _remember(communes: Communes, index: int) -> Identity:
    return Identity(
        code_insee=communes.code_insee[index],
        name=communes.name[index],
        kind="commune",
        parent=None,
        departement=communes.departements.codes[communes.traits.departement[index]],
        region=communes.regions.codes[communes.traits.region[index]],
        population=people(communes, index),
        postal_codes=None,
        latitude=known(communes.latitude[index]),
        longitude=known(communes.longitude[index]),
        area_km2=None,
        altitude_m=known(communes.altitude_m[index]),
        sea_distance_km=known(communes.sea_distance_km[index]),
        former_codes=None,
    )


def bassin_of(communes: Communes, index: int) -> str | None:
    """The bassin of a commune in memory."""
    bassin = int(communes.traits.bassin[index])
    return communes.bassins.codes[bassin] if bassin < len(communes.bassins.codes) else None
