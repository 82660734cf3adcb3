"""From the titles that were asked for to pages: normalised, redirects followed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sandbox.wikimedia.pages import Redirect

T = TypeVar("T")


@dataclass
class Resolved(Generic[T]):
    """What each final title leads to, in the order asked; and what was done to get there."""

    pages: dict[str, T | None] = field(default_factory=dict)
    normalized: list[dict[str, Any]] = field(default_factory=list)
    redirects: list[dict[str, Any]] = field(default_factory=list)

    def describe(self) -> dict[str, Any]:
        """The arrays that stand before the pages, when there is something in them."""
        arrays = {"normalized": self.normalized, "redirects": self.redirects}
        return {name: rows for name, rows in arrays.items() if rows}


def normalize(title: str) -> str:
    """Spaces for underscores, one at a time, and a capital."""
    text = " ".join(title.replace("_", " ").split())
    return text[:1].upper() + text[1:]


def resolve(
    titles: list[str],
    find: Callable[[str], T | Redirect | None],
    *,
    follow: bool,
    spell: Callable[[str], str] = normalize,
) -> Resolved[T | Redirect]:
    """Look every title up as `spell` has it; of a redirect that is not followed the page is the Redirect."""
    resolved: Resolved[T | Redirect] = Resolved()
    for asked in titles:
        title = spell(asked)
        if title != asked:
            resolved.normalized.append({"fromencoded": False, "from": asked, "to": title})
        page = find(title)
        if follow and isinstance(page, Redirect):
            row = {"from": title, "to": page.to}
            resolved.redirects.append(row | ({"tofragment": page.fragment} if page.fragment else {}))
            title = page.to
            page = find(title)
        resolved.pages[title] = page
    return resolved
