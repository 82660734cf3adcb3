"""Texts of upstream -> what a reader sees of them."""

import re
from html import unescape

import nh3

_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_html(html: str) -> str:
    """The text of a piece of HTML: no markup, no scripts, line breaks kept."""
    return tidy(unescape(nh3.clean(_BREAK.sub("\n", html), tags=set())))


def read_text(text: str) -> str:
    """A plain text without stray entities (`&eacute;`) nor accents that were decoded twice (`Ã©`)."""
    return tidy(unescape(_repair(text)))


def tidy(text: str) -> str:
    """Lines without superfluous blanks, at most one empty line in a row."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").split("\n"))
    return _EMPTY_LINES.sub("\n\n", _CONTROL.sub("", "\n".join(lines))).strip()


def _repair(text: str) -> str:
    """Text that reads as UTF-8 once more: correct French does not."""
    if text.isascii():
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
