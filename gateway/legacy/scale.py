"""The front's scales: its tension the other way round, thousands of people, hectares, degrees."""

import math
from collections.abc import Mapping
from typing import Any

# `ind_t` below this is what the front shows as "Opportunités d'emploi", in green
OPPORTUNITY_BELOW_IND_T = 4
_TOP = 6
_KM_PER_DEGREE = 111.2


def ind_t(tension: float | None) -> float | None:
    """1 (best chances) to 5, as the front sorts and colours it; the Dares index says the opposite."""
    return None if tension is None else round(_TOP - tension, 2)


def tension_bounds(opportunity: str | None, *, known_only: bool) -> Mapping[str, Any]:
    """The bounds of tension for "1" (high) and "2" (low) opportunity: the two sides of the front's green."""
    high = _TOP - OPPORTUNITY_BELOW_IND_T + 1
    return {
        "min_tension": high if opportunity == "1" else 1 if known_only else None,
        "max_tension": high - 1 if opportunity == "2" else None,
    }


def thousands(people: int | None) -> float | None:
    """People -> thousands of people."""
    return None if people is None else people / 1000


def hectares(area_km2: float | None) -> float | None:
    return None if area_km2 is None else round(area_km2 * 100, 2)


def corner_km(latitude: float, degrees: float) -> float:
    """How far the corners are of the square that ends so many degrees around a point."""
    narrowing = math.cos(math.radians(max(abs(latitude) - degrees, 0)))
    return _KM_PER_DEGREE * degrees * math.hypot(1, narrowing)
