"""Which files of Commons are photos that may be shown, and whom to credit."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import Literal

import nh3

PHOTO_TYPES = frozenset({"image/jpeg", "image/webp"})
_PHOTO_SUFFIXES = (".jpg", ".jpeg", ".jpe", ".webp")
_SMALLEST_PIXELS = 250
_AUTHOR_CHARACTERS = 300

# words of file names that say that there is a drawing, not a view; folded
_DRAWINGS = frozenset(
    "armoirie armoiries blason blasons cadastral cadastre carte cartes coa diagramme drapeau ecusson flag gonfalon "
    "graphe graphique heraldique heraldry icon icone localisation locator logo logos logotype map maps "
    "pictogramme plan plans sceau schema".split()
)
_NO_DRAWINGS = re.compile(r"\bplans? d eau\b|\bplan incline\b")
_DRAWING_PHRASES = re.compile(r"\bcoats? of arms\b|\bevolution demographique\b|\bimage manquante\b")
_NOT_FREE = re.compile(r"fair.?use|non.?free|non.?libre|all rights reserved|tous droits|copyrighted|\bnc\b|\bnd\b")
_NO_AUTHOR = re.compile(
    r"(?:(?:author )?unknown(?: author| photographer)?|auteur inconnu|(?:photographe )?inconnu|anonym\w*"
    r"|(?:not|non) (?:provided|renseigné)|see below|voir ci-dessous)+\W*",
    re.IGNORECASE,
)
_TALK = re.compile(r"\s*\((?:talk|discussion|discuter|d|contribs?|[\s·|•-])+\)", re.IGNORECASE)
_USER = re.compile(r"^(?:User|Utilisateur|Utilisatrice|Benutzer)\s*:\s*(?=\S)", re.IGNORECASE)

PictureMissing = Literal["no-image", "not-a-photo", "not-on-commons", "no-licence", "not-free", "too-small"]


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


def normal_name(name: str) -> str:
    """`Vue_de_Lille.jpg`, `File:Vue de Lille.jpg` -> `Vue de Lille.jpg`"""
    name = re.sub(r"^(?:File|Fichier|Image)\s*:\s*", "", name.replace("_", " ").strip(), flags=re.IGNORECASE)
    name = " ".join(unicodedata.normalize("NFC", name).split())
    return name[:1].upper() + name[1:]


def is_photo_name(name: str, place: str) -> bool:
    """Whether a file of that name may be a view. The words of the place's own name prove nothing."""
    if not name.lower().endswith(_PHOTO_SUFFIXES):
        return False
    folded = _NO_DRAWINGS.sub(" ", _folded(name.rsplit(".", 1)[0]))
    if _DRAWING_PHRASES.search(folded):
        return False
    return not _DRAWINGS.intersection(folded.split()) - set(_folded(place).split())


def refuse(file: File | None) -> PictureMissing | None:
    """Why the file cannot be shown; None when it can."""
    if file is None:
        return "not-on-commons"
    if file.mime not in PHOTO_TYPES:
        return "not-a-photo"
    if not file.licence:
        return "no-licence"
    if _NOT_FREE.search(_folded(file.licence)):
        return "not-free"
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
