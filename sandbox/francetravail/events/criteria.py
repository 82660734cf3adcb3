"""What a client asks of "Mes événements emploi": the body of the POST, and the page."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from sandbox.francetravail.events.meetings import Meeting
from sandbox.francetravail.geography import Geography

_DEFAULT_RADIUS_KM = 10.0


class MeetingCriteria(BaseModel):
    """All optional. The lists of tags (objectifs…) are accepted and not looked at."""

    model_config = ConfigDict(extra="ignore")

    date_first: date | None = Field(default=None, alias="dateDebut")
    date_last: date | None = Field(default=None, alias="dateFin")
    modality: Literal["ADIST", "ENPHY"] | None = Field(default=None, alias="modalite")
    kind: int | None = Field(default=None, alias="typeEvenement")
    departements: list[str] | None = None
    sector: str | None = Field(default=None, alias="secteurActivite", pattern="^[A-N]$")
    postal_codes: list[str] | None = Field(default=None, alias="codePostal")
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    radius_km: float = Field(default=_DEFAULT_RADIUS_KM, alias="rayon", ge=0)


class Page(BaseModel):
    """From 0."""

    model_config = ConfigDict(extra="ignore")

    page: int = Field(default=0, ge=0)
    size: int = Field(default=10, ge=1, le=100)
    sort: str = Field(default="dateEvenement", pattern=r"^dateEvenement(,(asc|desc))?$")


def read_page(query: Mapping[str, str]) -> Page:
    """pydantic.ValidationError"""
    return Page(**{name: query[name] for name in ("page", "size", "sort") if name in query})


class Matcher:
    """Whether an event is what was asked for."""

    def __init__(self, criteria: MeetingCriteria, geography: Geography) -> None:
        self._criteria = criteria
        self._places = np.ones(len(geography.codes), dtype=bool)
        if criteria.postal_codes:
            self._places[:] = False
            for postal_code in criteria.postal_codes:
                self._places[geography.by_postal_code.get(postal_code, [])] = True
        if criteria.latitude is not None and criteria.longitude is not None:
            distances = geography.distances_km(criteria.latitude, criteria.longitude)
            self._places &= distances <= criteria.radius_km

    def matches(self, meeting: Meeting) -> bool:
        wanted, day = self._criteria, meeting.start.date()
        return (
            bool(self._places[meeting.place])
            and (wanted.date_first is None or day >= wanted.date_first)
            and (wanted.date_last is None or day <= wanted.date_last)
            and (wanted.modality is None or meeting.remote == (wanted.modality == "ADIST"))
            and (wanted.kind is None or meeting.kind == str(wanted.kind))
            and (wanted.sector is None or meeting.occupation.code.startswith(wanted.sector))
        )
