"""What plain-text extracts keep of templates that were taken out: the reason why texts need cleaning."""

from sandbox.hashing import Draw
from sandbox.wikimedia.places import Place

LANGUAGES = ("occitan", "breton", "picard", "franc-comtois", "gallo", "poitevin", "champenois")
_CSS = '.mw-parser-output .entete.map{background-image:url("//upload.wikimedia.org/map.png")}'


def add_opening(place: Place, odd: set[str], draw: Draw) -> str:
    """What follows the name: pronunciations, other languages, empty parentheses."""
    name, language = place.name, draw.pick(LANGUAGES)
    sound = name.lower().replace(" ", ".")[:9]
    forms = {
        "pronunciation": (
            f" (prononcé [{sound}] ⓘ)",
            f" (/{sound}/ Écouter)",
            f" (prononcé [{sound}]  Écouter ; en {language} : {name}ac)",
            f" Écouter (API : /{sound}/ )",
            f" [{sound}]",
        ),
        "empty_parentheses": (" ()", " ( )", " (, )", f" (en {language} : )", " ( ; )"),
        "nested_parentheses": (f" (en {language} : {name}ac (forme ancienne : {name}acum))",),
        "unbalanced": (f" (en {language} : {name}ac",),
    }
    return "".join(draw.pick(choices) for key, choices in forms.items() if key in odd)


def spoil(text: str, odd: set[str], draw: Draw) -> str:
    """Notes, spaces and remains of templates in the text."""
    if "notes" in odd:
        text = _add_notes(text, draw)
    if "double_spaces" in odd:
        text = text.replace(" est ", "  est ", 1).replace(". ", " .\n\n\n", 1).replace(", ", " , ", 1)
    if "odd_spaces" in odd:
        text = text.replace(" habitants", "\N{NO-BREAK SPACE}habitants")
        text = text.replace(" : ", "\N{NARROW NO-BREAK SPACE}: ")
        text = text.replace("commune", "com\N{SOFT HYPHEN}mune", 1)
        text = text.replace("s'étend", "\N{ZERO WIDTH SPACE}s'étend", 1)
    if "leftovers" in odd:
        before, after = draw.pick(
            (
                ("Géolocalisation sur la carte : France\n\n\n", ""),
                (_CSS, ""),
                ("", "\nModifier les données sur Wikidata"),
            )
        )
        text = f"{before}{text}{after}"
    return text


def _add_notes(text: str, draw: Draw) -> str:
    first, _, rest = text.partition(". ")
    mark = draw.pick(("[1]", "[note 2]", "[N 1]", "[1],[2]", "[réf. nécessaire]"))
    return f"{first}{mark}. {rest.replace('.', draw.pick(('[3].', ' [a].', '[Note 4].')), 1)}"
