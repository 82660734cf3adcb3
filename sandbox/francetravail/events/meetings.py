"""The events of "Mes événements emploi": some every working day in each departement, past ones included."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from sandbox.clock import PARIS
from sandbox.francetravail.events.content import read_content
from sandbox.francetravail.occupations import Occupation
from sandbox.francetravail.world import World
from sandbox.hashing import Draw

_FIRST_DAY = date(2020, 1, 1)
_DAYS_BEFORE, _DAYS_AFTER = 7, 60
_PEOPLE_PER_EVENT = 800_000  # and working day
_DEPARTEMENTS, _RANKS, _FIRST_ID = 128, 64, 500_000
_SITE = "https://mesevenementsemploi.francetravail.invalid/mes-evenements-emploi/mes-evenements-emploi"


@dataclass(frozen=True)
class Meeting:
    """`place` is a position in the geography, `start` is in UTC, `kind` a code of typeEvenement."""

    id: int
    place: int
    start: datetime
    minutes: int
    kind: str
    remote: bool
    occupation: Occupation


def list_meetings(world: World, today: date, departements: set[str] | None = None) -> Iterator[Meeting]:
    """Those of some departements (None: all) around today, by date."""
    for day in range(-_DAYS_BEFORE, _DAYS_AFTER):
        for departement, area in enumerate(world.geography.departements):
            if departements is None or area.code in departements:
                yield from _on_day(world, today + timedelta(days=day), departement)


def find_meeting(world: World, meeting_id: int, today: date) -> Meeting | None:
    """None when there is no such event, or no longer."""
    day = _FIRST_DAY + timedelta(days=max(0, meeting_id - _FIRST_ID) // (_DEPARTEMENTS * _RANKS) % 20_000)
    departement = (meeting_id - _FIRST_ID) // _RANKS % _DEPARTEMENTS
    if not -_DAYS_BEFORE <= (day - today).days < _DAYS_AFTER or departement >= len(
        world.geography.departements
    ):
        return None
    return next((one for one in _on_day(world, day, departement) if one.id == meeting_id), None)


@lru_cache(maxsize=8192)
def _on_day(world: World, day: date, departement: int) -> tuple[Meeting, ...]:
    """None at the week-end."""
    if day.weekday() >= 5:
        return ()
    number = (day - _FIRST_DAY).days
    expected = world.geography.departements[departement].population / _PEOPLE_PER_EVENT
    count = int(expected + Draw(world.seed, "meetings", number, departement).share())
    first = _FIRST_ID + (number * _DEPARTEMENTS + departement) * _RANKS
    return tuple(_draw_meeting(world, first + rank, day, departement) for rank in range(min(count, _RANKS)))


def _draw_meeting(world: World, identifier: int, day: date, departement: int) -> Meeting:
    draw = Draw(world.seed, "meeting", identifier)
    local = datetime.combine(day, time(9 + draw.below(8), 30 * draw.below(2)), tzinfo=PARIS)
    kind = draw.pick(list(read_content().kinds))
    return Meeting(
        id=identifier,
        place=_draw_place(world, departement, draw),
        start=local.astimezone(UTC),
        minutes=60 + 30 * draw.below(5),
        kind=kind,
        remote=kind == "17" or draw.chance(0.15),
        occupation=draw.pick(world.occupations.rows),
    )


def _draw_place(world: World, departement: int, draw: Draw) -> int:
    """By population: the events are in towns."""
    positions = world.geography.of_departement[departement]
    cumulative = np.cumsum(world.geography.population[positions])
    return int(positions[np.searchsorted(cumulative, draw.share() * cumulative[-1], side="right")])


def describe_meeting(world: World, meeting: Meeting) -> dict[str, Any]:
    """The event as the API spells it; hours are UTC."""
    draw, content = Draw(world.seed, "meeting text", meeting.id), read_content()
    geography, kind = world.geography, read_content().kinds[meeting.kind]
    seats, town = 10 + draw.below(60), world.geography.names[meeting.place]
    end = meeting.start + timedelta(minutes=meeting.minutes)
    return {
        "id": meeting.id,
        "titre": f"{kind} : {meeting.occupation.label} (exemple)",
        "dateEvenement": f"{meeting.start:%Y-%m-%dT%H:%M:%S}.000+00:00",
        "heureDebut": f"{meeting.start:%H:%M:%S}",
        "heureFin": f"{end:%H:%M:%S}",
        "timezone": "Europe/Paris",
        "ville": town,
        "codePostal": draw.pick(geography.postal_codes[meeting.place]),
        "codeInsee": geography.codes[meeting.place],
        "latitude": round(float(geography.latitude[meeting.place]), 5),
        "longitude": round(float(geography.longitude[meeting.place]), 5),
        "type": kind,
        "modalites": ["à distance" if meeting.remote else "en physique"],
        "objectifs": [draw.pick(content.objectives)],
        "publics": [draw.pick(content.publics)],
        "beneficesParticipation": [draw.pick(content.benefits)],
        "description": f"<p>{kind} à <strong>{town}</strong>.<br/>Venez avec CV &amp; questions.</p>",
        "deroulement": "<ul><li>Accueil</li><li>Présentation</li><li>Échanges</li></ul>",
        "nombrePlaceTotalPresentiel": seats,
        "nombreInscritPresentiel": draw.below(seats),
        "codesRome": [meeting.occupation.code],
        "multisectoriel": draw.chance(0.2),
        "libelleEtablissement": f"FT {town.upper()}",
        "libelleOrganisateurPrincipal": "Agence France Travail (exemple)",
        "urlDetailEvenement": f"{_SITE}/evenement/{meeting.id}",
    }
