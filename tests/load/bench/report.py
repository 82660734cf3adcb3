"""docs/benchmarks.md: a section for each part, between two markers, replaced when it is measured again."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.system.stack import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"


class NoSectionError(Exception):
    """The document has no place for the part."""


def replace_section(document: str, part: str, content: str) -> str:
    """The document with this content between the markers of the part; NoSectionError."""
    begin, end = f"<!-- bench:{part} -->", f"<!-- /bench:{part} -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    if len(pattern.findall(document)) != 1:
        raise NoSectionError(f"{DOCUMENT.name} must have {begin} … {end} once: put the two markers back")
    return pattern.sub(lambda _: f"{begin}\n{content.strip()}\n{end}", document)


def write_section(part: str, content: str, document: Path = DOCUMENT) -> None:
    """Replace the section of the part in the file."""
    text = replace_section(document.read_text(encoding="utf-8"), part, content)
    document.write_text(text, encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; a figure that was not measured is None."""
    lines = [_line(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |"


def rounded(figure: float | None, digits: int = 3) -> str | None:
    """So many significant digits, thousands apart: 12,300, 1.23, 0.00123."""
    if figure is None:
        return None
    shown = float(f"{figure:.{digits}g}")
    return f"{shown:,.0f}" if abs(shown) >= 10 ** (digits - 1) else f"{shown:g}"
