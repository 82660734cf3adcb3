"""Events and fairs as the API spells them -> as our readers get them. Its hours are UTC."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field

from services.jobs.clients.tolerant import Flag, Link, Moment, Number, Record, Text, Texts, Whole
from services.jobs.plain_text import read_html, read_text
from services.jobs.schemas.events import JobEvent, JobFair

PARIS = "Europe/Paris"


def _day(given: Any) -> date | None:
    """Of `05/10/2026`."""
    try:
        return datetime.strptime(given, "%d/%m/%Y").replace(tzinfo=UTC).date()
    except (TypeError, ValueError):
        return None


def _hour(given: Any) -> time | None:
    try:
        return time.fromisoformat(given).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None


Day = Annotated[date | None, BeforeValidator(_day)]
Hour = Annotated[time | None, BeforeValidator(_hour)]


class FairRecord(Record):
    id: int
    titre: str = Field(min_length=1)
    date_debut: Day = None
    date_fin: Day = None
    date_debut_candidature: Day = None
    date_fin_candidature: Day = None
    description: Text = None
    localisation: Text = None
    organisme_organisateur: Text = None
    nombre_offres: Whole = None
    url_salon_en_ligne: Link = None
    salon_en_cours: Flag = None


class EventRecord(Record):
    id: int
    titre: str = Field(min_length=1)
    date_evenement: Moment = None
    heure_debut: Hour = None
    heure_fin: Hour = None
    timezone: Text = None
    ville: Text = None
    code_postal: Text = None
    code_insee: Text = None
    latitude: Number = None
    longitude: Number = None
    type: Text = None
    modalites: Texts = ()
    objectifs: Texts = ()
    publics: Texts = ()
    description: Text = None
    deroulement: Text = None
    nombre_place_total_presentiel: Whole = None
    nombre_inscrit_presentiel: Whole = None
    codes_rome: Texts = ()
    libelle_organisateur_principal: Text = None
    libelle_etablissement: Text = None
    url_detail_evenement: Link = None


def describe_fair(record: FairRecord) -> JobFair | None:
    """None when it does not say when it is."""
    start = record.date_debut or record.date_fin
    end = record.date_fin or record.date_debut
    if start is None or end is None:
        return None
    return JobFair(
        id=record.id,
        title=read_text(record.titre),
        starts_on=start,
        ends_on=end,
        apply_from=record.date_debut_candidature,
        apply_until=record.date_fin_candidature,
        place=record.localisation,
        description=_read(record.description),
        organiser=record.organisme_organisateur,
        offers=record.nombre_offres,
        under_way=record.salon_en_cours,
        url=record.url_salon_en_ligne,
    )


def describe_event(record: EventRecord) -> JobEvent | None:
    """None when it does not say when it is."""
    if record.date_evenement is None:
        return None
    start, end = _moments(record, record.date_evenement)
    return JobEvent(
        id=record.id,
        title=read_text(record.titre),
        kind=record.type,
        starts_at=start,
        ends_at=end,
        remote=_is_remote(record.modalites),
        city=record.ville,
        postal_code=record.code_postal,
        code_insee=record.code_insee,
        latitude=record.latitude,
        longitude=record.longitude,
        description=_read(record.description),
        programme=_read(record.deroulement),
        goals=record.objectifs,
        audiences=record.publics,
        codes_rome=record.codes_rome,
        seats=record.nombre_place_total_presentiel,
        seats_taken=record.nombre_inscrit_presentiel,
        organiser=record.libelle_organisateur_principal or record.libelle_etablissement,
        url=record.url_detail_evenement,
    )


def _read(html: str | None) -> str | None:
    return read_html(html) or None if html else None


def _is_remote(modalities: Sequence[str]) -> bool | None:
    return any("distance" in modality.lower() for modality in modalities) if modalities else None


def _moments(record: EventRecord, day: datetime) -> tuple[datetime, datetime | None]:
    """Start and end in the zone of the event; an end before the start is on the next day (UTC)."""
    zone, day = _zone(record.timezone), day.astimezone(UTC)
    start = datetime.combine(day, record.heure_debut) if record.heure_debut else day
    if record.heure_fin is None:
        return start.astimezone(zone), None
    end = datetime.combine(day, record.heure_fin)
    end = end if end >= start else end + timedelta(days=1)
    return start.astimezone(zone), end.astimezone(zone)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or PARIS)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(PARIS)
