"""Offers and fairs in the shapes of France Travail's APIs, which the front reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Json = Mapping[str, Any]

_EXPERIENCES = {"beginners_accepted": "D", "desired": "S", "required": "E"}


def describe_offer(offer: Json, town: Json) -> dict[str, Any]:
    """As Offres d'emploi v2 has it; `town` lends its position to an offer without one."""
    contract, experience, pay = offer["contract"], offer["experience"], offer["pay"]
    return {
        "id": offer["id"],
        "intitule": offer["title"],
        "appellationlibelle": offer["job_title"] or offer["title"],
        "romeCode": offer["code_rome"],
        "romeLibelle": offer["rome_label"],
        "description": offer["description"],
        "dateCreation": offer["published_at"] or offer["updated_at"] or "",
        "lieuTravail": _place(offer["place"], town),
        "entreprise": {"nom": offer["employer"]["name"]},
        "salaire": {"libelle": pay["label"] if pay else None},
        "typeContrat": contract["code"] or "",
        "typeContratLibelle": contract["label"] or contract["code"] or "",
        "dureeTravailLibelleConverti": offer["hours"]["summary"],
        "experienceExige": _EXPERIENCES.get(experience["requirement"]),
        "experienceLibelle": experience["label"],
        "offresManqueCandidats": offer["few_candidates"],
        "origineOffre": {"urlOrigine": offer["url"] or offer["apply_url"] or ""},
    }


def lacks_position(offer: Json) -> bool:
    return offer["place"]["latitude"] is None or offer["place"]["longitude"] is None


def _place(place: Json, town: Json) -> dict[str, Any]:
    known = place if place["latitude"] is not None and place["longitude"] is not None else town
    return {
        "libelle": place["label"],
        "latitude": known["latitude"],
        "longitude": known["longitude"],
        "codePostal": place["postal_code"],
        "commune": place["code_insee"],
    }


def describe_fair(fair: Json) -> dict[str, Any]:
    """As Mes événements emploi has it; days are `23/11/2026`."""
    return {
        "id": fair["id"],
        "titre": fair["title"],
        "dateDebut": _day(fair["starts_on"]),
        "dateFin": _day(fair["ends_on"]),
        "dateDebutCandidature": _day(fair["apply_from"]),
        "dateFinCandidature": _day(fair["apply_until"]),
        "description": fair["description"],
        "localisation": fair["place"],
        "typeEvenement": "Salon en ligne",
        "organismeOrganisateur": fair["organiser"],
        "nombreOffres": fair["offers"],
        "urlSalonEnLigne": fair["url"],
        "salonEnCours": fair["under_way"],
        "online": True,
    }


def _day(day: str | None) -> str | None:
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else None
