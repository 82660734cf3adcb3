"""The terms under which offers may be shown, and since when ours are known."""

from datetime import datetime

from services.jobs.schemas.offers import OfferLicence

_TITLE = "Licence de réutilisation de la base de données des offres d'emploi"
_URL = (
    "https://francetravail.io/produits-partages/documentation/conditions-dutilisation-api/"
    "licence-offres-emploi"
)
_CHANGES = "Champs renommés, textes débarrassés de leur balisage, distances calculées."


def mention_licence(updated_at: datetime) -> OfferLicence:
    """The mention that goes with any offer, read from the source at `updated_at`."""
    return OfferLicence(
        source="France Travail", updated_at=updated_at, title=_TITLE, url=_URL, changes=_CHANGES
    )
