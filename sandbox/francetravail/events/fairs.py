"""Online fairs: a few start every week; those that are over stay listed for some time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sandbox.francetravail.events.content import read_content
from sandbox.francetravail.world import World
from sandbox.hashing import Draw

_FIRST_WEEK = date(2020, 1, 6)
_WEEKS_BEFORE, _WEEKS_AFTER, _PER_WEEK = 5, 8, 4
_SITE = "https://salonenligne.francetravail.invalid/candidat/detailsalon/consultersalon"


def list_fairs(world: World, today: date, *, young: bool) -> list[dict[str, Any]]:
    """All of them, or those for young people."""
    this_week = (today - _FIRST_WEEK).days // 7
    weeks = range(this_week - _WEEKS_BEFORE, this_week + _WEEKS_AFTER)
    fairs = [_describe(world, week, rank, today) for week in weeks for rank in range(_PER_WEEK)]
    return [fair for fair in fairs if not young or fair["id"] % 3 == 0]


def _describe(world: World, week: int, rank: int, today: date) -> dict[str, Any]:
    draw, number = Draw(world.seed, "fair", week, rank), 40_000 + week * _PER_WEEK + rank
    start = _FIRST_WEEK + timedelta(weeks=week, days=draw.below(5))
    end = start + timedelta(days=4 + draw.below(15))
    recruiters, offers = 3 + draw.below(30), 10 + draw.below(300)
    where = draw.pick(list(_whereabouts(world, draw)))
    return {
        "id": number,
        "titre": f"Salon en ligne – {draw.pick(read_content().fairs)} (exemple)",
        "dateDebut": _spell(start),
        "dateFin": _spell(end),
        "dateDebutCandidature": _spell(start),
        "dateFinCandidature": _spell(end - timedelta(days=2)),
        "description": f"<p>Rencontrez <b>{recruiters}</b> recruteurs&nbsp;: {offers} offres à pourvoir.</p>",
        "localisation": where,
        "typeEvenement": "Salon en ligne",
        "organismeOrganisateur": f"France Travail {where} (exemple)",
        "nombreOffres": offers,
        "urlSalonEnLigne": f"{_SITE}?salonId={number}",
        "salonEnCours": start <= today <= end,
        "online": True,
    }


def _whereabouts(world: World, draw: Draw) -> Iterator[str]:
    """Free text: a region, a departement, a town, or the whole country."""
    yield draw.pick(world.geography.regions).name
    yield draw.pick(world.geography.departements).name
    yield draw.pick(world.geography.names)
    yield "France entière"


def _spell(day: date) -> str:
    return f"{day:%d/%m/%Y}"
