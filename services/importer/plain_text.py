"""HTML of the sources -> plain text."""

import re
from collections.abc import Iterator
from html import unescape

_HIDING = re.compile(r"<(\w{1,20})\b[^<>]{0,300}?display\s{0,9}:\s{0,9}none[^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<\s*(br|/p|/li|/div|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """What a reader sees of it: no markup, nothing hidden, line breaks kept."""
    text = unescape(html)
    for start, end in reversed(list(_find_hidden(text))):
        text = text[:start] + text[end:]
    text = _TAG.sub("", _BREAK.sub("\n", text))
    if _TAG.search(text):
        # what was left joined into markup again: <<b>b>
        text = text.replace("<", "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def hidden_text(html: str) -> str:
    """What is there and not shown: the original kept the words of its filters in it."""
    text = unescape(html)
    return plain_text(" ".join(_TAG.sub(" ", text[start:end]) for start, end in _find_hidden(text)))


def _find_hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where elements that are not shown begin and end. A tag that is not closed once is not looked for again:
    many openings would take a search of the whole text each."""
    position, unclosed = 0, set[str]()
    while opening := _HIDING.search(text, position):
        tag, position = opening[1].lower(), opening.end()
        if tag in unclosed:
            continue
        if closing := re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(text, position):
            yield opening.start(), closing.end()
            position = closing.end()
        else:
            unclosed.add(tag)
