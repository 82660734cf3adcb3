"""Which files of Commons are photos that may be shown, and whom to credit."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import Literal

import nh3

_PHOTO_TYPES = frozenset({"image/jpeg", "image/png", "image/tiff", "image/webp"})
_PHOTO_SUFFIXES = (".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".webp")
_SMALLEST_PIXELS = 250
_AUTHOR_CHARACTERS = 300

# what file names say when there is a drawing, not a view; folded
_DRAWING = re.compile(
    r"armoiries?|blasons?|cadastr(?:e|al)|cartes?|cassini|coa|diagramme|drapeau|ecusson|flag|gonfalon|graph(?:e|ique)"
    r"|heraldi(?:que|cs?)|heraldry|icone?|localisation|locator|logo(?:s|type)?|maps?|pictogramme|plans?|sceau"
    r"|schema|aquarelle|dessin|gravure|lithographie|timbre"
)
_NO_DRAWING = re.compile(r"\b(?:plans? d eau|plan incline|cartes? postales?)\b")
_DRAWING_PHRASE = re.compile(r"\b(?:coats? of arms|image manquante)\b")
# of Commons' short names of licences, those that let everybody show the file
_FREE = re.compile(
    r"cc0|cc by|public domain|domaine public|pd\b|no restrictions|fal\b|lal\b|free art|licence art libre"
    r"|gfdl|gnu|licence ouverte|open licen[cs]e|etalab|ogl\b|odbl|attribution\b|copyrighted free use|mit\b"
)
_NOT_FREE = re.compile(r"\bcc by(?: sa)?(?: \w+)? ?n[cd]\b|fair use|non free|non libre")
_NO_AUTHOR = re.compile(
    r"(?:(?:author )?unknown(?: author| photographer)?|auteur inconnu|(?:photographe )?inconnu|anonym\w*"
    r"|(?:not|non) (?:provided|renseigné)|see below|voir ci-dessous)+\W*",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:File|Fichier|Image)\s*:\s*", re.IGNORECASE)
_TALK = re.compile(r"\s*\((?:talk|discussion|discuter|d|contribs?|[\s·|•-])+\)", re.IGNORECASE)
_USER = re.compile(r"^(?:User|Utilisateur|Utilisatrice|Benutzer)\s*:\s*(?=\S)", re.IGNORECASE)

# why a portrait has no photo; unavailable: Commons did not answer, it is asked again soon
PhotoMissing = Literal[
    "no-image", "not-a-photo", "not-on-commons", "no-licence", "not-free", "too-small", "unavailable"
]


@dataclass(frozen=True, slots=True)
class File:
    """A file as Commons describes it; `artist` is HTML. Pixels. `name` has spaces, no underscores."""

    name: str
    page_url: str
    original_url: str
    thumbnail_url: str
    width: int
    height: int
    mime: str
    artist: str | None
    licence: str | None
    licence_url: str | None
    is_free: bool


def normal_name(name: str) -> str:
    """`Vue_de_Lille.jpg`, `File:Vue de Lille.jpg` -> `Vue de Lille.jpg`"""
    name = _PREFIX.sub("", name.replace("_", " ").strip())
    name = " ".join(unicodedata.normalize("NFC", name).split())
    return name[:1].upper() + name[1:]


def is_photo_name(name: str, place: str) -> bool:
    """Whether a file of that name may be a view. The words of the place's own name prove nothing."""
    if not name.lower().endswith(_PHOTO_SUFFIXES):
        return False
    folded = _NO_DRAWING.sub(" ", _folded(name.rsplit(".", 1)[0]))
    drawing = (word for word in folded.split() if _DRAWING.fullmatch(word))
    return not (_DRAWING_PHRASE.search(folded) or set(drawing) - set(_folded(place).split()))


def refuse(file: File | None) -> PhotoMissing | None:
    """Why the file cannot be shown; None when it can."""
    if file is None:
        return "not-on-commons"
    if file.mime not in _PHOTO_TYPES:
        return "not-a-photo"
    licence = _folded(file.licence or "")
    if not file.is_free or _NOT_FREE.search(licence):
        return "not-free"
    if not _FREE.match(licence.strip()):
        return "no-licence"
    return "too-small" if min(file.width, file.height) < _SMALLEST_PIXELS else None


def read_author(artist: str | None) -> str | None:
    """The author's name out of the HTML that Commons has; None when it names nobody."""
    if artist is None:
        return None
    text = unescape(nh3.clean(re.sub(r"<(?:br|/p|/li|/div|/tr)\b[^<>]*>", " ", artist), tags=set()))
    text = _USER.sub("", _TALK.sub("", " ".join(text.split()))).strip(" ,;:")
    if not text or _NO_AUTHOR.fullmatch(text):
        return None
    return text if len(text) <= _AUTHOR_CHARACTERS else text[: _AUTHOR_CHARACTERS - 1].rstrip() + "…"


def _folded(text: str) -> str:
    """Lower case, no accents, words apart."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]+", " ", "".join(one for one in plain if not unicodedata.combining(one)))
