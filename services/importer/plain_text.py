"""HTML of the sources -> plain text."""

import re
from html import unescape

_HIDDEN = re.compile(r"<(\w+)\b[^<>]*display\s*:\s*none[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*(br|/p|/li|/div|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """What a reader sees of it: no markup, nothing hidden, line breaks kept."""
    text = _HIDDEN.sub("", unescape(html))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    if _TAG.search(text):
        # what was left joined into markup again: <<b>b>
        text = text.replace("<", "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def hidden_text(html: str) -> str:
    """What is there and not shown: the original kept the words of its filters in it."""
    return plain_text(" ".join(_TAG.sub(" ", found[0]) for found in _HIDDEN.finditer(unescape(html))))
