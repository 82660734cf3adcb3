"""The labour market around a town in the front's shape."""

from collections.abc import Mapping
from typing import Any

from gateway.legacy.scale import ind_t

Json = Mapping[str, Any]


def describe_market(
    town: Json, tension: float | None, around: Json | None, across: Json | None
) -> dict[str, Any]:
    """`around` is about the town, `across` about its departement; None when they could not be had.

    `min` and `max` are euros per month, `hiringRate` percent; `bassinTension` and `deptTension` are offers
    for ten job seekers.
    """
    pay = _value(around, "pay")
    rate = _value(around, "hiring_rate")
    return {
        "bassinId": town["bassin"]["id"],
        "bassinTensionIndT": ind_t(tension),
        "min": pay.get("low"),
        "max": pay.get("high"),
        "bassinTension": _offers_per_10_seekers(around, "bassin"),
        "deptTension": _offers_per_10_seekers(across, "departement"),
        "hiringRate": rate.get("percent"),
    }


def _value(market: Json | None, figure: str) -> Json:
    return (market[figure]["value"] if market else None) or {}


def _offers_per_10_seekers(market: Json | None, level: str) -> float | None:
    """As told, else of the two figures when both are about the occupation asked and that territory."""
    if market is None:
        return None
    tension, offers, seekers = (market[name] for name in ("tension", "offers", "job_seekers"))
    about = (level, "asked" if market["rome"] else "all")
    if _about(tension) == about and tension["value"]["offers_per_10_seekers"] is not None:
        return float(tension["value"]["offers_per_10_seekers"])
    if _about(offers) == _about(seekers) == about and seekers["value"]["count"]:
        return round(10 * float(offers["value"]["count"]) / float(seekers["value"]["count"]), 1)
    return None


def _about(figure: Json) -> tuple[str, str] | None:
    """The level of the territory and the occupation that a figure is told of in the end."""
    origin = figure["origin"]
    return (origin["territory"]["level"], origin["occupation"]) if figure["value"] and origin else None
