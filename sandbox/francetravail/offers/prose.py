"""What an ad says in words: its title, its description, the name of the employer. All fictional."""

import html
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sandbox.francetravail.offers.reading import Offer
from sandbox.francetravail.tables import read_own_json
from sandbox.hashing import Draw

_ODD_SHARE = 0.02
_ANONYMOUS_SHARE, _ANONYMOUS_PARTNER_SHARE = 0.06, 0.23


@dataclass(frozen=True)
class Prose:
    """The sentences and names of data/prose.json."""

    openings: list[str]
    anonymous: list[str]
    duties: list[str]
    closings: list[str]
    names: list[str]
    partners: list[dict[str, str]]
    qualities: list[dict[str, str]]
    complements: list[dict[str, str]]
    comments: list[str]
    sizes: list[str]
    travel: list[dict[str, str]]
    conditions: list[str]
    rhythms: list[str]


@lru_cache(maxsize=1)
def read_prose() -> Prose:
    content: dict[str, Any] = read_own_json("prose")
    return Prose(**content)


def name_employer(offer: Offer, draw: Draw) -> str | None:
    """A plainly fictional name, or None: some ads name nobody."""
    name = f"{draw.pick(offer.occupation.family.employers)} {draw.pick(read_prose().names)} (exemple)"
    hidden = _ANONYMOUS_PARTNER_SHARE if offer.partner else _ANONYMOUS_SHARE
    if draw.chance(hidden):
        return None
    return name.upper() if draw.chance(0.4) else name


def write_title(offer: Offer, draw: Draw) -> str:
    title = offer.title.libelle
    if draw.chance(0.06):
        return f"{title.upper()} (H/F)"
    return f"{title} H/F" if draw.chance(0.1) else f"{title} (H/F)"


def write_description(offer: Offer, employer: str | None, where: str, draw: Draw) -> str:
    """Plain text of several lines; a few carry entities or broken accents, as the real ones do."""
    prose, family = read_prose(), offer.occupation.family
    opening = draw.pick(prose.openings if employer else prose.anonymous)
    lines = [
        opening.format(
            employer=employer,
            title=with_article(offer.title.libelle),
            occupation=_lower(offer.title.libelle),
            where=where,
            team=3 + draw.below(40),
        ),
        "",
        draw.pick(prose.duties),
        *(f"{draw_bullet} {mission}" for draw_bullet, mission in _list(draw, family.missions)),
        "",
        _describe_profile(offer, draw),
        draw.pick(family.profile),
        draw.pick(prose.closings),
    ]
    return _make_odd("\n".join(lines), offer, draw)


def _list(draw: Draw, missions: tuple[str, ...]) -> list[tuple[str, str]]:
    bullet = draw.pick(["-", "•", "*"])
    return [(bullet, mission) for mission in draw.sample(missions, 3 + draw.below(3))]


def with_article(title: str) -> str:
    """`Boulanger / Boulangère` -> `un boulanger ou une boulangère`; `Visagiste` -> `un ou une visagiste`."""
    one, separator, other = _lower(title).partition(" / ")
    if not separator:
        return f"un ou une {one}"
    articles = ("une", "un") if "femme" in one.split()[0] else ("un", "une")
    return f"{articles[0]} {one} ou {articles[1]} {other}"


def _lower(title: str) -> str:
    """Without the capitals that begin each form, but for those of acronyms."""
    forms = title.split(" / ")
    return " / ".join(form[:1].lower() + form[1:] if form[1:2].islower() else form for form in forms)


def _describe_profile(offer: Offer, draw: Draw) -> str:
    if offer.requirement == "D":
        return "Les personnes débutantes sont les bienvenues, nous assurons la formation."
    known = draw.pick(["sur un poste similaire", "dans le métier", "dans le secteur"])
    return f"Une première expérience {known} est {'exigée' if offer.requirement == 'E' else 'souhaitée'}."


def _make_odd(text: str, offer: Offer, draw: Draw) -> str:
    if draw.chance(_ODD_SHARE):
        return html.escape(text, quote=True)
    if offer.partner and draw.chance(_ODD_SHARE * 5):
        return text.encode("utf-8").decode("latin-1")
    return text
