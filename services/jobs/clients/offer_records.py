"""Offers as Offres d'emploi v2 spells them, as far as we use them."""

from pydantic import Field

from services.jobs.clients.tolerant import (
    Flag,
    Link,
    Moment,
    Number,
    Part,
    Record,
    Records,
    Text,
    Texts,
    Whole,
)


class PlaceRecord(Record):
    libelle: Text = None
    latitude: Number = None
    longitude: Number = None
    code_postal: Text = None
    commune: Text = None


class EmployerRecord(Record):
    nom: Text = None
    description: Text = None
    logo: Link = None
    url: Link = None


class PayRecord(Record):
    libelle: Text = None
    commentaire: Text = None
    complement1: Text = None
    complement2: Text = None


class WishRecord(Record):
    code: Text = None
    libelle: Text = None
    domaine_libelle: Text = None
    niveau_libelle: Text = None
    exigence: Text = None


class ContactRecord(Record):
    url_postulation: Link = None
    coordonnees1: Link = None


class PartnerRecord(Record):
    nom: Text = None
    url: Link = None
    logo: Link = None


class OriginRecord(Record):
    url_origine: Link = None
    partenaires: Records[PartnerRecord] = ()


class ContextRecord(Record):
    horaires: Texts = ()
    conditions_exercice: Texts = ()


class OfferRecord(Record):
    """Only the identifier and the title are needed: every other field has been seen missing."""

    id: str = Field(min_length=1)
    intitule: str = Field(min_length=1)
    description: Text = None
    date_creation: Moment = None
    date_actualisation: Moment = None
    lieu_travail: Part[PlaceRecord] = PlaceRecord()
    rome_code: Text = None
    rome_libelle: Text = None
    appellationlibelle: Text = None
    entreprise: Part[EmployerRecord] = EmployerRecord()
    type_contrat: Text = None
    type_contrat_libelle: Text = None
    nature_contrat: Text = None
    alternance: Flag = None
    experience_exige: Text = None
    experience_libelle: Text = None
    formations: Records[WishRecord] = ()
    langues: Records[WishRecord] = ()
    permis: Records[WishRecord] = ()
    competences: Records[WishRecord] = ()
    qualites_professionnelles: Records[WishRecord] = ()
    salaire: Part[PayRecord] = PayRecord()
    duree_travail_libelle: Text = None
    duree_travail_libelle_converti: Text = None
    contact: Part[ContactRecord] = ContactRecord()
    nombre_postes: Whole = None
    accessible_th: Flag = Field(default=None, alias="accessibleTH")
    deplacement_libelle: Text = None
    qualification_libelle: Text = None
    secteur_activite_libelle: Text = None
    tranche_effectif_etab: Text = None
    origine_offre: Part[OriginRecord] = OriginRecord()
    offres_manque_candidats: Flag = None
    contexte_travail: Part[ContextRecord] = ContextRecord()
