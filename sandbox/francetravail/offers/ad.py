"""An ad as the API spells it: every documented field, with the gaps that real ads have."""

from datetime import UTC, datetime
from typing import Any

from sandbox.francetravail.offers.attributes import Mark
from sandbox.francetravail.offers.pay import write_pay
from sandbox.francetravail.offers.prose import name_employer, read_prose, write_description, write_title
from sandbox.francetravail.offers.reading import Offer
from sandbox.francetravail.offers.references import labels
from sandbox.francetravail.offers.stock import to_datetime
from sandbox.francetravail.offers.whereabouts import place_in_sentence, write_place
from sandbox.francetravail.world import World
from sandbox.hashing import Draw

SITE = "https://candidat.francetravail.invalid/offres/recherche/detail"
WEEK_SECONDS = 7 * 86_400


def write_ad(offer: Offer, world: World, seconds: int) -> dict[str, Any]:
    """The offer as of `seconds` since the epoch of the stock; what the ad does not tell is left out."""
    draw = offer.draw(world.seed, "ad")
    employer = name_employer(offer, draw)
    told: dict[str, Any] = {
        "id": offer.id,
        "intitule": write_title(offer, draw),
        "description": write_description(offer, employer, place_in_sentence(offer, world.geography), draw),
        **_dates(offer, draw, seconds),
        "lieuTravail": write_place(offer, world.geography, draw),
        "romeCode": offer.occupation.code,
        "romeLibelle": offer.occupation.label,
        "appellationlibelle": offer.title.libelle,
        "entreprise": _employer(offer, employer, draw),
        **_contract(offer),
        **_experience(offer, draw),
        **_requirements(offer, draw),
        "salaire": write_pay(offer, draw),
        **_hours(offer, draw),
        "alternance": offer.nature.code in {"E2", "FS"},
        "contact": _contact(offer, employer, draw),
        "agence": {"courriel": _apply_through(offer)} if draw.chance(0.15) and not offer.partner else None,
        "nombrePostes": 1 + (draw.below(5) if draw.chance(0.15) else 0),
        "accessibleTH": Mark.DISABLED_ACCESS in offer.marks,
        **_travel(draw),
        **_qualification(offer),
        **_sector(offer, draw),
        "qualitesProfessionnelles": draw.sample(read_prose().qualities, draw.below(4)) or None,
        "origineOffre": _origin(offer),
        "offresManqueCandidats": Mark.FEW_CANDIDATES in offer.marks,
        "entrepriseAdaptee": Mark.ADAPTED_COMPANY in offer.marks,
        "employeurHandiEngage": Mark.INCLUSIVE_EMPLOYER in offer.marks,
    }
    return {name: value for name, value in told.items() if value is not None}


def _dates(offer: Offer, draw: Draw, seconds: int) -> dict[str, str | None]:
    """An ad is brought up to date every week or so; some never say when."""
    milliseconds = draw.below(1000)
    weeks = (seconds - offer.created) // WEEK_SECONDS
    updated = offer.created + weeks * WEEK_SECONDS - (draw.below(86_400) if weeks else 0)
    return {
        "dateCreation": _moment(to_datetime(offer.created), milliseconds),
        "dateActualisation": None if draw.chance(0.04) else _moment(to_datetime(updated), milliseconds),
    }


def _moment(moment: datetime, milliseconds: int) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{milliseconds:03d}Z"


def _employer(offer: Offer, name: str | None, draw: Draw) -> dict[str, Any]:
    employer: dict[str, Any] = {"nom": name} if name else {}
    if name and draw.chance(0.2):
        employer["description"] = f"{name} : une équipe fictive, pour un bac à sable."
    if name and draw.chance(0.1):
        employer["logo"] = "https://entreprise.exemple.invalid/logo.png"
    return {**employer, "entrepriseAdaptee": Mark.ADAPTED_COMPANY in offer.marks}


def _contract(offer: Offer) -> dict[str, Any]:
    label = offer.contract.libelle
    if offer.months:
        label = f"{label} - {offer.months} Mois"
    return {
        "typeContrat": offer.contract.code,
        "typeContratLibelle": label,
        "natureContrat": offer.nature.libelle,
    }


def _experience(offer: Offer, draw: Draw) -> dict[str, Any]:
    duration = {1: "", 0: "", 2: f"{1 + draw.below(2)} An(s)", 3: f"{4 + draw.below(5)} An(s)"}[
        offer.experience
    ]
    label = {
        "D": "Débutant accepté",
        "S": f"Expérience souhaitée de {duration}",
        "E": duration or "Expérience exigée",
    }
    return {"experienceExige": offer.requirement, "experienceLibelle": label[offer.requirement]}


def _requirements(offer: Offer, draw: Draw) -> dict[str, Any]:
    exigence = "E" if draw.chance(0.4) else "S"
    occupation = offer.occupation
    skills = draw.sample((*occupation.family.competences, *occupation.skills), draw.below(6))
    education, licence = offer.education, offer.licence
    return {
        "formations": education and [{"niveauLibelle": education.libelle, "exigence": exigence}],
        "langues": [{"libelle": "Anglais", "exigence": "S"}] if draw.chance(0.04) else None,
        "permis": licence and [{"libelle": licence.libelle, "exigence": exigence}],
        "competences": [{"code": one.code, "libelle": one.libelle, "exigence": exigence} for one in skills]
        or None,
    }


def _hours(offer: Offer, draw: Draw) -> dict[str, Any]:
    rhythm = draw.pick(read_prose().rhythms)
    hours, minutes = divmod(offer.weekly_minutes, 60)
    told = f"{hours}H{minutes or ''}/semaine\n{rhythm}" if offer.weekly_minutes else None
    conditions = draw.sample(read_prose().conditions, draw.below(3))
    return {
        "dureeTravailLibelle": told,
        "dureeTravailLibelleConverti": {1: "Temps plein", 2: "Temps partiel"}.get(offer.hours),
        "contexteTravail": {"horaires": [told] if told else [], "conditionsExercice": conditions},
    }


def _contact(offer: Offer, employer: str | None, draw: Draw) -> dict[str, Any]:
    if offer.partner:
        return {}
    name = f"{employer or 'Agence France Travail'} - Service recrutement"
    link = f"https://exemple.invalid/postuler/{offer.id}"
    if draw.chance(0.5):
        return {"nom": name, "courriel": _apply_through(offer)}
    return {"nom": name, "coordonnees1": link, "urlPostulation": link}


def _apply_through(offer: Offer) -> str:
    return f"Pour postuler, utiliser le lien suivant : {SITE}/{offer.id}"


def _travel(draw: Draw) -> dict[str, Any]:
    if draw.chance(0.4):
        return {}
    travel = draw.pick(read_prose().travel)
    return {"deplacementCode": travel["code"], "deplacementLibelle": travel["libelle"]}


def _qualification(offer: Offer) -> dict[str, Any]:
    if not offer.qualification:
        return {}
    code = str(offer.qualification)
    return {"qualificationCode": code, "qualificationLibelle": labels("qualifications")[code]}


def _sector(offer: Offer, draw: Draw) -> dict[str, Any]:
    if offer.naf is None:
        return {}
    sector = offer.naf.code[:2]
    return {
        "codeNAF": offer.naf.code,
        "secteurActivite": sector,
        "secteurActiviteLibelle": labels("sectors")[sector],
        "trancheEffectifEtab": draw.pick(read_prose().sizes) if draw.chance(0.7) else None,
    }


def _origin(offer: Offer) -> dict[str, Any]:
    origin: dict[str, Any] = {"origine": "2" if offer.partner else "1", "urlOrigine": f"{SITE}/{offer.id}"}
    if offer.partner:
        origin["partenaires"] = [_partner(offer)]
    return origin


def _partner(offer: Offer) -> dict[str, str]:
    partners = read_prose().partners
    partner = partners[offer.slot % len(partners)]
    return {name: partner[name] for name in ("nom", "url", "logo")}
