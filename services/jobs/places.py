"""Towns and areas, as far as asking upstream about them needs."""

import re

from pydantic import BaseModel, ConfigDict

_OFFICIAL_BASSIN = re.compile(r"[0-9]{4}")


class Area(BaseModel):
    """A departement, a region or a bassin; no name: not known at the moment."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str | None = None


class Place(BaseModel):
    """A commune or an arrondissement; None is unknown. `asked` is the code that it was asked by."""

    model_config = ConfigDict(frozen=True)

    asked: str
    code_insee: str
    name: str | None = None
    departement: Area
    region: Area | None = None
    bassin: Area | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, degrees."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def official_bassin(self) -> Area | None:
        """The bassin when it is one of the BMO survey: sample data have bassins of their own (X001…)."""
        if self.bassin is None or not _OFFICIAL_BASSIN.fullmatch(self.bassin.code):
            return None
        return self.bassin


class Departement(Area):
    """With its region."""

    region: Area | None = None


def guess_place(code_insee: str) -> Place:
    """What a code alone tells."""
    digits = 3 if code_insee.startswith("97") else 2
    return Place(asked=code_insee, code_insee=code_insee, departement=Area(code=code_insee[:digits]))
