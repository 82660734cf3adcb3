"""Why there is no portrait, or no photo, in words for people."""

from collections.abc import Mapping

UNKNOWN_CODE = "unknown-code"
NOT_TRIED = "not-tried-yet"

# reasons of the crawl (crawl, items, photos) -> French
_PORTRAIT: Mapping[str, str] = {
    UNKNOWN_CODE: "Aucun lieu connu ne porte ce code.",
    NOT_TRIED: "Le portrait de ce lieu n’a pas encore été cherché.",
    "no-item": "Wikidata ne connaît aucun lieu actuel qui porte ce code.",
    "no-page": "Wikipédia n’a pas de page en français sur ce lieu.",
    "several-items": "Plusieurs pages de Wikipédia portent ce code : impossible de choisir la bonne.",
    "disambiguation": "La page de Wikipédia liée à ce code est une page d’homonymie.",
    "other-page": "La page de Wikipédia liée à ce code parle d’autre chose.",
    "no-text": "La page de Wikipédia sur ce lieu n’a pas d’introduction.",
}
_PORTRAIT_ELSE = "Le portrait de ce lieu n’a pas pu être obtenu ; il sera cherché de nouveau."
_PHOTO: Mapping[str, str] = {
    "no-image": "La page de Wikipédia sur ce lieu n’a pas d’image.",
    "not-a-photo": "L’image de la page de Wikipédia n’est pas une photo (blason, carte, logo…).",
    "not-on-commons": "L’image de la page de Wikipédia n’est pas sur Wikimedia Commons.",
    "no-licence": "La photo n’indique pas sa licence.",
    "not-free": "La licence de la photo n’est pas libre.",
    "too-small": "La photo est trop petite.",
    "unavailable": "La photo n’a pas encore pu être obtenue ; elle sera cherchée de nouveau.",
}
_PHOTO_ELSE = "Aucune photo libre n’a été trouvée."


def tell_missing_portrait(reason: str) -> str:
    """Why a place has no portrait."""
    return _PORTRAIT.get(reason, _PORTRAIT_ELSE)


def tell_missing_photo(reason: str) -> str:
    """Why a portrait has no photo."""
    return _PHOTO.get(reason, _PHOTO_ELSE)
