"""Criteria, and occupations by their titles."""

import asyncio
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from gateway.legacy.handlers.asking import asking_of
from gateway.legacy.names import CRITERIA, ICONS, criteria_keys
from gateway.legacy.requests import TypedLabel
from gateway.legacy.scale import tension_bounds
from shared.web.endpoints import Encoded

_TAGS = {"environment": "environment", "size": "city"}
_SUGGESTED = 10


async def list_criteria(request: web.Request) -> Encoded[Any]:
    """The criteria, all occupations, and how often towns of each region recruit in them."""
    asking = asking_of(request)
    high = tension_bounds("1", known_only=False)
    criteria, rates, occupations = await asyncio.gather(
        asking.cities("criteria"),
        asking.cities("criteria", "occupations", min_tension=high["min_tension"]),
        asking.tensions("occupations"),
    )
    return asking.answer(
        {
            "criterions": [_describe(one) for one in (*criteria["environments"], *criteria["sizes"])],
            "regions": list(_rate_regions(criteria["regions"], rates["regions"])),
            "codeRomes": [{"key": one["code_rome"], "label": one["label"]} for one in occupations["items"]],
        }
    )


async def suggest_occupations(request: web.Request, body: TypedLabel) -> Encoded[Any]:
    """Job titles that a typed text may mean."""
    if not body.label.strip():
        return Encoded(b"[]")
    asking = asking_of(request)
    found = await asking.tensions("occupations", "suggest", q=body.label, limit=_SUGGESTED)
    return asking.answer([{"codeRome": one["code_rome"], "label": one["title"]} for one in found["items"]])


async def list_titles(request: web.Request) -> Encoded[Any]:
    """Every job title with its occupation."""
    asking = asking_of(request)
    titles = await asking.tensions("occupations", "titles")
    return asking.answer(
        [
            {"rome": one["code_rome"], "romeLabel": one["label"], "ogrLabel": one["title"]}
            for one in titles["items"]
        ]
    )


def _describe(criterion: dict[str, Any]) -> dict[str, Any]:
    key = CRITERIA[criterion["key"]]
    described = {
        "key": key,
        "label": criterion["label"],
        "tag": _TAGS[criterion["kind"]],
        "icon": ICONS[key],
    }
    return described | ({"subLabel": criterion["definition"]} if criterion["kind"] == "size" else {})


def _rate_regions(regions: list[dict[str, Any]], rates: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Every region, those of which no tension is known too."""
    known = {rate["region"]["code"]: rate["occupations"] for rate in rates}
    for region in regions:
        occupations = known.get(region["code"], {})
        romes = {
            rome: {"opportunite": rate["share"], "criterions": criteria_keys(rate["criteria"])}
            for rome, rate in occupations.items()
        }
        yield {"id": region["code"], "label": region["name"], "romes": romes}
