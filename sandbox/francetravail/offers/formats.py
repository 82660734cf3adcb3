"""Reading the parameters of a search, with the API's own sentences for what is wrong.

Those that no public client quotes follow the pattern of the others.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

_BOOLEANS = {"true": True, "false": False}
_ALPHABET = re.compile(r"^[\w @#$%^&+./\-\"']+$")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
MAX_KEYWORDS = 7


class BadParameterError(Exception):
    """A search that the API refuses with 400; the text is the message of its answer."""


def wrong_format(name: str, expected: str) -> BadParameterError:
    return BadParameterError(f"Format du paramètre « {name} » incorrect. {expected}")


def wrong_value(name: str) -> BadParameterError:
    return BadParameterError(f"Valeur du paramètre « {name} » incorrecte.")


def dependent(one: str, other: str) -> BadParameterError:
    return BadParameterError(
        f"Les paramètres {one} et {other} sont dépendants et doivent être renseignés ensemble."
    )


def read_boolean(name: str, text: str) -> bool:
    if text not in _BOOLEANS:
        raise wrong_format(name, "Booléen attendu.")
    return _BOOLEANS[text]


def read_choice(name: str, text: str, expected: Collection[str], sentence: str) -> str:
    """One of the expected codes."""
    if text not in expected:
        raise wrong_format(name, f"{sentence} attendu.")
    return text


def read_codes(name: str, text: str, known: Mapping[str, object] | Collection[str], most: int) -> list[str]:
    """At most `most` codes separated by commas, all known."""
    codes = [code.strip() for code in text.split(",")]
    if len(codes) > most:
        raise wrong_format(name, f"{most} valeurs au maximum séparées par des virgules.")
    if any(code not in known for code in codes):
        raise wrong_value(name)
    return codes


def read_number(name: str, text: str, *, highest: float, whole: bool = True) -> float:
    """A number from 0 to `highest`."""
    pattern = r"\d+" if whole else r"\d+(\.\d+)?"
    if not re.fullmatch(pattern, text) or float(text) > highest:
        raise wrong_format(name, f"{'Entier' if whole else 'Nombre'} de 0 à {highest:g} attendu.")
    return float(text)


def read_minutes(name: str, text: str) -> int:
    """`3530` is 35 hours 30."""
    if not re.fullmatch(r"\d{2}[0-5]\d", text):
        raise wrong_format(name, "HHMM attendu.")
    return int(text[:2]) * 60 + int(text[2:])


def read_moment(name: str, text: str) -> datetime:
    """`2026-09-02T07:41:10Z`, without milliseconds."""
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise wrong_format(name, "yyyy-MM-dd'T'hh:mm:ss'Z' attendu.") from None


def read_keywords(text: str) -> list[str]:
    """1 to 7 words of two characters or more."""
    keywords = [keyword.strip() for keyword in text.split(",")]
    well_formed = all(len(keyword) >= 2 and _ALPHABET.match(keyword) for keyword in keywords)
    if len(keywords) > MAX_KEYWORDS or not well_formed:
        expected = "7 mots-clé au maximum séparés par des virgules et d'au moins 2 caractères."
        raise wrong_format("motsCles", expected)
    return keywords
