"""Offers as upstream spells them -> as our readers get them."""

from collections.abc import Sequence
from typing import Any, Literal

from services.jobs.clients.offer_records import (
    EmployerRecord,
    OfferRecord,
    PartnerRecord,
    PayRecord,
    PlaceRecord,
    WishRecord,
)
from services.jobs.plain_text import read_text
from services.jobs.schemas.offer_items import (
    Offer,
    OfferContract,
    OfferEmployer,
    OfferExperience,
    OfferHours,
    OfferPartner,
    OfferPay,
    OfferPlace,
    OfferSkill,
    OfferWish,
)

Requirement = Literal["beginners_accepted", "desired", "required"]
_REQUIREMENTS: dict[str | None, Requirement] = {"D": "beginners_accepted", "S": "desired", "E": "required"}


def describe_offer(record: OfferRecord) -> Offer:
    """The offer as our readers get it."""
    return Offer(
        id=record.id,
        title=read_text(record.intitule),
        description=_read(record.description),
        published_at=record.date_creation,
        updated_at=record.date_actualisation,
        place=_describe_place(record.lieu_travail),
        code_rome=record.rome_code,
        rome_label=record.rome_libelle,
        job_title=record.appellationlibelle,
        employer=_describe_employer(record.entreprise),
        sector=record.secteur_activite_libelle,
        headcount=record.tranche_effectif_etab,
        positions=record.nombre_postes,
        few_candidates=record.offres_manque_candidats,
        disability_friendly=record.accessible_th,
        partner=_describe_partner(record.origine_offre.partenaires),
        url=record.origine_offre.url_origine,
        apply_url=_apply_url(record),
        **_describe_terms(record),
        **_describe_demands(record),
    )


def _describe_terms(record: OfferRecord) -> dict[str, Any]:
    """What the employer gives."""
    return {
        "contract": OfferContract(
            code=record.type_contrat,
            label=record.type_contrat_libelle,
            nature=record.nature_contrat,
            apprenticeship=record.alternance,
        ),
        "pay": _describe_pay(record.salaire),
        "hours": OfferHours(
            label=_read(record.duree_travail_libelle),
            summary=record.duree_travail_libelle_converti,
            schedules=record.contexte_travail.horaires,
        ),
        "travel": record.deplacement_libelle,
        "conditions": record.contexte_travail.conditions_exercice,
    }


def _describe_demands(record: OfferRecord) -> dict[str, Any]:
    """What the employer asks."""
    return {
        "experience": OfferExperience(
            requirement=_REQUIREMENTS.get(record.experience_exige), label=_read(record.experience_libelle)
        ),
        "skills": [
            OfferSkill(label=one.libelle, required=_is_required(one), code=one.code)
            for one in record.competences
            if one.libelle
        ],
        "qualities": [one.libelle for one in record.qualites_professionnelles if one.libelle],
        "training": _describe_wishes(record.formations),
        "languages": _describe_wishes(record.langues),
        "driving_licences": _describe_wishes(record.permis),
        "qualification": record.qualification_libelle,
    }


def _read(text: str | None) -> str | None:
    return read_text(text) or None if text else None


def _describe_place(place: PlaceRecord) -> OfferPlace:
    located = place.latitude is not None and place.longitude is not None
    return OfferPlace(
        label=place.libelle,
        code_insee=place.commune,
        postal_code=place.code_postal,
        latitude=place.latitude if located else None,
        longitude=place.longitude if located else None,
    )


def _describe_employer(employer: EmployerRecord) -> OfferEmployer:
    return OfferEmployer(
        name=employer.nom, description=_read(employer.description), logo=employer.logo, url=employer.url
    )


def _describe_pay(pay: PayRecord) -> OfferPay | None:
    complements = [text for text in (pay.complement1, pay.complement2) if text]
    if not (pay.libelle or pay.commentaire or complements):
        return None
    return OfferPay(label=pay.libelle, comment=_read(pay.commentaire), complements=complements)


def _describe_wishes(wishes: Sequence[WishRecord]) -> list[OfferWish]:
    """`soin infirmier - Bac+3, Bac+4 ou équivalents` for training, the label for the others."""
    described = []
    for wish in wishes:
        label = wish.libelle or " - ".join(filter(None, (wish.domaine_libelle, wish.niveau_libelle)))
        if label:
            described.append(OfferWish(label=label, required=_is_required(wish)))
    return described


def _is_required(wish: WishRecord) -> bool | None:
    return {"E": True, "S": False}.get(wish.exigence or "")


def _describe_partner(partners: Sequence[PartnerRecord]) -> OfferPartner | None:
    if not partners:
        return None
    return OfferPartner(name=partners[0].nom, url=partners[0].url, logo=partners[0].logo)


def _apply_url(record: OfferRecord) -> str | None:
    """Offers of partners say nothing of it: one applies on the partner's site."""
    partners = [partner.url for partner in record.origine_offre.partenaires]
    candidates = [record.contact.url_postulation, record.contact.coordonnees1, *partners]
    return next(filter(None, candidates), record.origine_offre.url_origine)
