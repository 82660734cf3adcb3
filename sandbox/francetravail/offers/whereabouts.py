"""How an ad tells its place: a commune, only a departement, a region, France, or a country."""

import unicodedata
from typing import Any

from sandbox.francetravail.geography import Geography
from sandbox.francetravail.offers.attributes import Whereabouts
from sandbox.francetravail.offers.reading import Offer
from sandbox.hashing import Draw

_NO_POSTAL_CODE_SHARE = 0.01
_FORMER_CODE_SHARE = 0.05


def write_place(offer: Offer, geography: Geography, draw: Draw) -> dict[str, Any]:
    """The field `lieuTravail`; only a commune has a code, a postal code and coordinates."""
    if offer.whereabouts is not Whereabouts.COMMUNE:
        return {"libelle": tell_place(offer, geography)}
    code = geography.codes[offer.place]
    former = geography.former_codes.get(code)
    place: dict[str, Any] = {
        "libelle": tell_place(offer, geography),
        "latitude": round(float(geography.latitude[offer.place]), 6),
        "longitude": round(float(geography.longitude[offer.place]), 6),
        "codePostal": draw.pick(geography.postal_codes[offer.place]),
        "commune": draw.pick(former) if former and draw.chance(_FORMER_CODE_SHARE) else code,
    }
    if draw.chance(_NO_POSTAL_CODE_SHARE):
        del place["codePostal"]
    return place


def tell_place(offer: Offer, geography: Geography) -> str:
    """`59 - LILLE`, `59 - Nord`, `Hauts-de-France`, `France` or the name of a country."""
    departement = geography.departements[geography.departement[offer.place]]
    if offer.whereabouts is Whereabouts.ABROAD:
        return offer.country
    if offer.whereabouts is Whereabouts.COUNTRY:
        return "France"
    if offer.whereabouts is Whereabouts.REGION:
        return next(region.name for region in geography.regions if region.code == departement.region)
    if offer.whereabouts is Whereabouts.DEPARTEMENT:
        return f"{departement.code} - {departement.name}"
    return f"{departement.code} - {capitals(geography.names[offer.place])}"


def place_in_sentence(offer: Offer, geography: Geography) -> str:
    """`à Lille`, `au Havre`, or what is told of the place in brackets."""
    if offer.whereabouts is not Whereabouts.COMMUNE:
        return f"({tell_place(offer, geography)})"
    name = geography.names[offer.place].replace(" Arrondissement", "")
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"à {name}"


def capitals(name: str) -> str:
    """`Paris 15e Arrondissement` -> `PARIS 15`, `Bâgé-Dommartin` -> `BAGE DOMMARTIN`."""
    bare = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    words = bare.upper().replace("-", " ").replace(" ARRONDISSEMENT", "").split()
    if words[-1].endswith(("E", "ER")) and words[-1][0].isdigit():
        words[-1] = words[-1].rstrip("ER").zfill(2)
    return " ".join(words)
