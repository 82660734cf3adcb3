"""The introductions of pages, written by recipe, with the leftovers that plain-text extracts have."""

from dataclasses import dataclass

from sandbox.francetravail.hashing import Draw
from sandbox.wikimedia.places import Place

_LANGUAGES = ("occitan", "breton", "picard", "franc-comtois", "gallo", "poitevin", "champenois")
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


@dataclass(frozen=True, slots=True)
class Words:
    """An introduction in pieces: `opening` goes between the name and « est une commune »."""

    opening: str
    sentences: tuple[str, ...]


def write_intro(place: Place, odd: set[str], *, seed: int, variant: int) -> str:
    """The introduction after `variant` changes, with the oddities of text named in `odd`."""
    words = Words(_opening(place, odd, seed), tuple(_sentences(place, odd, seed, variant)))
    text = f"{place.name}{words.opening} {' '.join(words.sentences)}"
    return _spoil(text, odd, Draw(seed, "spoil", place.key))


def _opening(place: Place, odd: set[str], seed: int) -> str:
    draw = Draw(seed, "opening", place.key)
    sound = f"{place.name.lower().replace(' ', '.')[:9]}"
    parts = []
    if "pronunciation" in odd:
        forms = (
            f" (prononcé [{sound}] ⓘ)",
            f" (/{sound}/ Écouter)",
            f" (prononcé [{sound}]  Écouter ; en {draw.pick(_LANGUAGES)} : {place.name}ac)",
            f" Écouter (API : /{sound}/ )",
            f" [{sound}]",
        )
        parts.append(draw.pick(forms))
    if "empty_parentheses" in odd:
        parts.append(draw.pick((" ()", " ( )", " (, )", f" (en {draw.pick(_LANGUAGES)} : )", " ( ; )")))
    if "nested_parentheses" in odd:
        parts.append(f" (en {draw.pick(_LANGUAGES)} : {place.name}ac (forme ancienne : {place.name}acum))")
    if "unbalanced" in odd:
        parts.append(f" (en {draw.pick(_LANGUAGES)} : {place.name}ac")
    return "".join(parts)


def _sentences(place: Place, odd: set[str], seed: int, variant: int) -> list[str]:
    draw = Draw(seed, "sentences", place.key)
    found = [_definition(place)]
    if place.kind in {"commune", "arrondissement"}:
        found += _life(place, draw)
    else:
        found += _life_of_area(place, draw)
    if "abbreviations" in odd:
        found += _abbreviations(place, draw)
    if "long" in odd or place.population > 400_000:
        found += _history(place, draw)
    if "entities" in odd:
        found.append("Le marché compte 30&nbsp;étals &amp; deux halles.")
    if variant:
        found.append(f"Une fête des jardins y a lieu depuis {2000 + variant}.")
    return found


def _definition(place: Place) -> str:
    return {
        "commune": f"est une commune française située dans le département : {place.departement}, "
        f"en région {place.region}.",
        "arrondissement": "est l'un des arrondissements municipaux de la ville.",
        "departement": f"est un département français de la région {place.region}.",
        "region": "est une région administrative française.",
    }[place.kind]


def _life(place: Place, draw: Draw) -> list[str]:
    site = "sur la côte" if (place.sea_distance_km or 99) < 3 else draw.pick(_SITES)
    height = f", à {place.altitude_m} mètres d'altitude" if place.altitude_m else ""
    return [
        f"Le bourg s'étend {site}{height}.",
        f"La commune est arrosée par {draw.pick(_RIVERS)} et compte {_count(place.population)} habitants.",
        f"Ancien village de {draw.pick(_PEOPLE)}, elle est connue pour {draw.pick(_SIGHTS)}.",
    ]


def _life_of_area(place: Place, draw: Draw) -> list[str]:
    area = f" sur {_count(round(place.area_km2))} km2" if place.area_km2 else ""
    return [
        f"On y compte {_count(place.population)} habitants{area}.",
        f"Le territoire est traversé par {draw.pick(_RIVERS)} et {draw.pick(_RIVERS)}.",
        f"Ses villes ont longtemps vécu de leurs {draw.pick(_PEOPLE)}.",
    ]


def _abbreviations(place: Place, draw: Draw) -> list[str]:
    area = place.area_km2 or 10
    density = f"{place.population / max(area, 0.1):.1f}".replace(".", ",")
    return [
        f"Sa densité est de {density} hab./km2.",
        f"Le site est habité depuis le {draw.pick(('IIe', 'IIIe', 'Ve'))} s. av. J.-C. par des "
        f"{draw.pick(_PEOPLE)}.",
        "M. J. Exemple y a fait bâtir en 1862 la gare, à 1,5 km du centre (cf. le plan de St. Exemple).",
    ]


def _history(place: Place, draw: Draw) -> list[str]:
    return [
        f"Au {century}e siècle, {place.name} vit de ses {draw.pick(_PEOPLE)}, et ses foires attirent "
        f"les marchands de toute la vallée de {draw.pick(_RIVERS)} ; on vient y voir "
        f"{draw.pick(_SIGHTS)}, {draw.pick(_SIGHTS)} et {draw.pick(_SIGHTS)}."
        for century in ("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")
    ]


def _count(people: int) -> str:
    return f"{people:,}".replace(",", " ")


def _spoil(text: str, odd: set[str], draw: Draw) -> str:
    first, _, rest = text.partition(". ")
    if "notes" in odd:
        first += draw.pick(("[1]", "[note 2]", "[N 1]", "[1],[2]", "[réf. nécessaire]"))
        rest = rest.replace(".", draw.pick(("[3].", " [a].", "[Note 4].")), 1)
    text = f"{first}. {rest}"
    if "double_spaces" in odd:
        text = text.replace(" est ", "  est ", 1).replace(". ", " .\n\n\n", 1).replace(", ", " , ", 1)
    if "odd_spaces" in odd:
        text = text.replace(" habitants", "\N{NO-BREAK SPACE}habitants")
        text = text.replace(" : ", "\N{NARROW NO-BREAK SPACE}: ").replace(
            "commune", "com\N{SOFT HYPHEN}mune", 1
        )
        text = text.replace("bourg", "\N{ZERO WIDTH SPACE}bourg", 1)
    if "leftovers" in odd:
        text = draw.pick(
            (
                f"Géolocalisation sur la carte : France\n\n\n{text}",
                f'.mw-parser-output .entete.map{{background-image:url("//upload.wikimedia.org/x.png")}}{text}',
                f"{text}\nModifier les données sur Wikidata",
            )
        )
    return text
