"""The introduction of an article -> a short text that reads well."""

import re
import unicodedata
from html import unescape

MAX_CHARACTERS = 600
_MOST_CHARACTERS = 1200  # of a first sentence that is longer than a text should be
_MOST_READ = 5_000  # anybody may write an article: what follows can hold nothing that is shown
_MOST_ROUNDS = 20

_SPACES = re.compile(r"[^\S\n]*[\u00a0\u202f][^\S\n]*|[^\S\n]+")
_LINE_ENDS = re.compile(r"\s*\n\s*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_MARKUP = re.compile(
    r"<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref>|<!--.*?-->|</?[a-z][^<>]{0,200}>|\{\{[^{}]*\}\}|'{2,5}"
    r"|\{\\displaystyle[^{}]*\}",
    re.DOTALL | re.IGNORECASE,
)
_HEADING = re.compile(r"^\s*=+[^=\n]*=+\s*$", re.MULTILINE)
_STYLE = re.compile(r"\.mw-parser-output[^{}\n]*\{[^{}]*\}")
_NOT_TEXT = re.compile(
    r"^\s*(?:Géolocalisation sur la carte\b|Modifier les données sur Wikidata|modifier\b.{0,60}\bWikidata\b"
    r"|Pour les articles homonymes\b|Cet article est une ébauche\b|Vous lisez un\b).*$",
    re.MULTILINE,
)

_BRACKETS = r"\[[^\[\]]{0,120}\]"
_SLASHES = r"(?<![\w/])/[^/\s\d][^/\n]{0,60}/(?![\w/])"
_LISTEN = r"\s*(?:\bÉcouter\b|ⓘ|🔊)"
_PRONOUNCED = re.compile(
    r"\s*,?\s*\b(?:et |que l[’']on |qui |dont [^,.;()]{1,40} )?(?:se )?prononc\w+"
    r"\s*:?\s*(?:en français|localement)?\s*"
    rf"(?:{_BRACKETS}|{_SLASHES})(?:\s*(?:ou|et)?\s*(?:{_BRACKETS}|{_SLASHES}))*(?:{_LISTEN})?(?:\s*,(?=\s))?",
    re.IGNORECASE,
)
_NOTE_OR_SOUND = re.compile(
    rf"\s*(?:{_BRACKETS}|{_SLASHES})(?:\s*,?\s*(?:{_BRACKETS}|{_SLASHES}))*(?:{_LISTEN})?"
)
_STRAY_LISTEN = re.compile(r"(?<=[\w)\]])\s*(?:\bÉcouter\b|ⓘ|🔊)")

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_LANGUAGES = (
    "allemand|alsacien|anglais|arabe|arpitan|auvergnat|basque|bourguignon|breton|catalan|champenois|corse|créole"
    "|espagnol|flamand|flamand occidental|francique|francique lorrain|francoprovençal|franc-comtois|français"
    "|gallo|gascon|italien|languedocien|latin|ligure|limousin|lorrain|luxembourgeois|néerlandais|niçois|normand"
    "|occitan|picard|poitevin|portugais|provençal|roman|saintongeais|savoyard|tahitien|wallon|ch’ti|ch'ti"
)
_LEFTOVER = re.compile(
    rf"\W*|.*:\s*|.*\b(?:prononc\w*|phonétique|API)\b.*|\s*Écouter\s*"
    rf"|\s*(?:et |ou |anciennement |parfois )?(?:en )?(?:{_LANGUAGES})\s*(?:et en (?:{_LANGUAGES})\s*)?",
    re.IGNORECASE | re.DOTALL,
)

_REPAIRS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\(\s*(?:[;,:]\s*)*"), "("),
    (re.compile(r"(?:\s?[;,:]){0,9}\s?\)"), ")"),
    (re.compile(r"\s+([,.)\]…])"), r"\1"),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r"[,;:]\s*([.!?])"), r"\1"),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
    (re.compile(r"([;:])(?:\s*[;,:])+"), r"\1"),
)

_END = re.compile(r"(?<=[.!?…])(?:[»”\")]|\s»)*\s+(?=[A-ZÀ-ÖØ-ÞŒ«“\"(\d])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«’'-])(?:[A-ZÉ]|St|Ste|Mgr|Mme|Mlle|MM|Dr|Pr|av|apr|env|hab|ex|cf|p|n|vol|art|chap|éd|etc|arr|alt"
    r"|J\.-C|dép|c\.-à-d)\.$"
)


def read_introduction(extract: str) -> str:
    """Without pronunciation, notes, markup and what they leave behind; paragraphs are lines.

    Done again until nothing changes: what is taken away may leave more to take away. What goes on like that
    is no text: nothing is left of it.
    """
    text = unicodedata.normalize("NFC", extract[:_MOST_READ])
    for _ in range(_MOST_ROUNDS):
        if (cleaned := _clean(text)) == text:
            return text
        text = cleaned
    return ""


def shorten(text: str, limit: int = MAX_CHARACTERS) -> tuple[str, bool]:
    """Its first sentences, at most `limit` characters, and whether anything was left out.

    A first sentence that is longer is kept whole; one past all measure is cut at a word, with an ellipsis.
    """
    if len(text) <= limit:
        return text, False
    ends = _find_ends(text[: _MOST_CHARACTERS + 1])
    within = [end for end in ends if end <= limit] or ends[:1]
    if within:
        return text[: within[-1]].rstrip(), True
    if len(text) <= _MOST_CHARACTERS:
        return text, False
    space = text.rfind(" ", limit // 2, limit)
    return text[: space if space > 0 else limit].rstrip(" ,;:(") + "…", True


def _clean(text: str) -> str:
    text = _single_blanks(_INVISIBLE.sub("", unescape(text)))
    text = _NOT_TEXT.sub("", _HEADING.sub("", _MARKUP.sub("", _STYLE.sub("", text))))
    text = _PARENTHESES.sub(_tidy_parentheses, text)
    text = _PRONOUNCED.sub("", text)
    text = _NOTE_OR_SOUND.sub("", text)
    text = _STRAY_LISTEN.sub("", text)
    text = _PARENTHESES.sub(_tidy_parentheses, text)
    text = "\n".join(filter(None, (_tidy_line(line) for line in text.splitlines())))
    return unicodedata.normalize("NFC", text)


def _tidy_parentheses(found: re.Match[str]) -> str:
    """Without its parts that pronunciation or a lost template have left empty."""
    parts = re.split(r"([;,])", found[1])
    separated = zip(["", *parts[1::2]], parts[::2], strict=True)
    kept = [(separator, part) for separator, part in separated if not _LEFTOVER.fullmatch(part)]
    if not kept:
        return ""
    content = kept[0][1] + "".join(separator + part for separator, part in kept[1:])
    return f"({content.strip()})"


def _single_blanks(text: str) -> str:
    """Before anything is looked for in it: a long run of blanks would be gone through again and again."""
    return _LINE_ENDS.sub("\n", _SPACES.sub(lambda found: _one_space(found[0]), text))


def _tidy_line(line: str) -> str:
    line = _SPACES.sub(lambda found: _one_space(found[0]), line)
    for pattern, replacement in _REPAIRS:
        line = pattern.sub(replacement, line)
    return line.strip(" \u00a0\u202f\t,;")


def _one_space(run: str) -> str:
    return next((space for space in run if space in "\u00a0\u202f"), " ")


def _find_ends(text: str) -> list[int]:
    """Where sentences end, in characters."""
    ends = [found.start() + len(found[0].rstrip()) for found in _END.finditer(text)]
    return [end for end in ends if not _ABBREVIATION.search(text[:end])]
