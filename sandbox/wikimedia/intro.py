"""The introductions of pages, written by recipe."""

from functools import lru_cache
from pathlib import Path

import orjson

from sandbox.hashing import Draw
from sandbox.wikimedia.leftovers import LANGUAGES, add_opening, spoil
from sandbox.wikimedia.places import Place

_ARTICLES = Path(__file__).parent / "data" / "articles.json"
_RIVERS = ("la Serve", "l'Ouze", "la Vive", "le Brévant", "la Tarve", "l'Ourlon", "le Gardoux", "la Semoise")
_PEOPLE = ("paysans", "tisserands", "vignerons", "bateliers", "verriers", "carriers", "drapiers")
_SIGHTS = (
    "son église, remaniée au XVIIIe siècle",
    "sa halle et son marché du samedi",
    "ses bords de rivière aménagés",
    "son ancien lavoir",
    "le parc qui entoure sa mairie",
    "ses chemins de randonnée",
    "ses façades du centre ancien",
)
_SITES = (
    "dans une vallée cultivée",
    "sur un plateau ouvert",
    "au pied d'une colline boisée",
    "entre bois et prairies",
    "au bord d'une rivière",
)
_NEWS = (
    "Une fête des jardins y a lieu chaque printemps depuis {year}.",
    "Un marché de producteurs s'y tient depuis {year}.",
    "Sa médiathèque a ouvert en {year}.",
    "Une piste cyclable la relie à ses voisines depuis {year}.",
)
_COAST_KM = 3.0
_TOWN_PEOPLE = 10_000
_LARGE_CITY_PEOPLE = 400_000


def write_intro(place: Place, odd: set[str], *, seed: int, variant: int) -> str:
    """The introduction after `variant` changes, with the oddities of text named in `odd`."""
    opening = add_opening(place, odd, Draw(seed, "opening", place.key))
    sentences = " ".join(_write_sentences(place, odd, Draw(seed, "sentences", place.key), variant))
    return spoil(f"{place.name}{opening} {sentences}", odd, Draw(seed, "spoil", place.key))


def _write_sentences(place: Place, odd: set[str], draw: Draw, variant: int) -> list[str]:
    is_town = place.kind in {"commune", "arrondissement"}
    found = [_define(place), *(_describe_town(place, draw) if is_town else _describe_area(place, draw))]
    if "abbreviations" in odd:
        found += _abbreviate(place, draw)
    if "long" in odd or place.population > _LARGE_CITY_PEOPLE:
        found += _tell_history(place, draw)
    if "entities" in odd:
        found.append("Le marché compte 30&nbsp;étals &amp; deux halles.")
    if variant:
        found.append(draw.pick(_NEWS).format(year=1995 + draw.below(20) + variant))
    return found


def _define(place: Place) -> str:
    departement = f"{_find_articles().get(place.departement, 'de la ')}{place.departement}"
    return {
        "commune": f"est une commune française, située dans le département {departement} "
        f"en région {place.region}.",
        "arrondissement": f"est l'un des arrondissements municipaux de {place.name.split()[0]}.",
        "departement": f"est un département français de la région {place.region}.",
        "region": "est une région administrative française.",
    }[place.kind]


@lru_cache(maxsize=1)
def _find_articles() -> dict[str, str]:
    """What stands before the name of a departement; "de la " is not listed."""
    listed: dict[str, list[str]] = orjson.loads(_ARTICLES.read_bytes())
    return {name: article for article, names in listed.items() for name in names}


def _describe_town(place: Place, draw: Draw) -> list[str]:
    on_coast = place.sea_distance_km is not None and place.sea_distance_km < _COAST_KM
    site = "sur la côte" if on_coast else draw.pick(_SITES)
    height = f", à {place.altitude_m} mètres d'altitude" if place.altitude_m else ""
    centre, past = ("La ville", "cité") if place.population >= _TOWN_PEOPLE else ("Le bourg", "paroisse")
    return [
        f"{centre} s'étend {site}{height}.",
        f"La commune est arrosée par {draw.pick(_RIVERS)} et compte {_count(place.population)} habitants.",
        f"Ancienne {past} de {draw.pick(_PEOPLE)}, elle est connue pour {draw.pick(_SIGHTS)}.",
    ]


def _describe_area(place: Place, draw: Draw) -> list[str]:
    area = f" sur {_count(round(place.area_km2))} km2" if place.area_km2 else ""
    return [
        f"On y compte {_count(place.population)} habitants{area}.",
        f"Le territoire est traversé par {' et '.join(draw.sample(_RIVERS, 2))}.",
        f"Ses villes ont longtemps vécu de leurs {draw.pick(_PEOPLE)}.",
    ]


def _abbreviate(place: Place, draw: Draw) -> list[str]:
    density = f"{place.population / max(place.area_km2 or 10, 0.1):.1f}".replace(".", ",")
    century = draw.pick(("IIe", "IIIe", "Ve"))
    return [
        f"Sa densité est de {density} hab./km2.",
        f"Le site est habité depuis le {century} s. av. J.-C. par des {draw.pick(_PEOPLE)}.",
        "M. J. Exemple y a fait bâtir en 1862 la gare, à 1,5 km du centre (cf. le plan de St. Exemple).",
    ]


def _tell_history(place: Place, draw: Draw) -> list[str]:
    """Ten long sentences."""
    sentences = []
    for century in ("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"):
        sights = draw.sample(_SIGHTS, 3)
        sentences.append(
            f"Au {century}e siècle, {place.name} vit de ses {draw.pick(_PEOPLE)}, et ses foires attirent les "
            f"marchands venus par {draw.pick(_RIVERS)}, jusqu'à ceux qui parlent {draw.pick(LANGUAGES)} ; on "
            f"vient y voir {sights[0]}, {sights[1]} et {sights[2]}."
        )
    return sentences


def _count(people: int) -> str:
    return f"{people:,}".replace(",", " ")
