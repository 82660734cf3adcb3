"""Tensions: of an occupation by area, in one bassin, and the strongest of an area."""

import math
from typing import Any, get_args

from aiohttp import web

from services.tensions.areas import AreaKind, Areas
from services.tensions.credits import find_credits, is_sample
from services.tensions.figures import Figures, rank, summarise
from services.tensions.handlers.lookup import get_area, get_occupation, read_index
from services.tensions.indices import INDICES
from services.tensions.queries.tensions import get_tension
from services.tensions.schemas.occupations import OccupationPath
from services.tensions.schemas.references import SCALE, OccupationRef
from services.tensions.schemas.tensions import (
    AreaRef,
    AreaTension,
    BassinTension,
    CellPath,
    ExplanatoryLevel,
    OccupationTensions,
    TensionQuery,
    TopOccupation,
    TopQuery,
    TopTensions,
)
from services.tensions.state import ENGINE
from services.tensions.tension import WORDING, nearest_level
from shared.database import reading_in_time
from shared.errors import InvalidRequestError

_CREDITED = ("tensions", "bassins")


async def list_tensions(
    request: web.Request, path: OccupationPath, query: TensionQuery
) -> OccupationTensions:
    """Where an occupation is hard to recruit, in all bassins, departements or regions."""
    index = read_index(request)
    occupation = get_occupation(index, path.rome)
    areas, sources = index.areas[query.by], find_credits(index, _CREDITED)
    figures = summarise(index.matrix.only(occupation.tension_rome), areas)
    items = [
        AreaTension(code=code, name=areas.names[place], **_figures(figures, areas, 0, place))
        for place, code in enumerate(areas.codes)
    ]
    items.sort(key=lambda item: (-(item.mean or 0), -(item.offers or -1), item.code))
    return OccupationTensions(
        code_rome=occupation.code_rome,
        label=occupation.label,
        tension_rome=occupation.tension_rome,
        by=query.by,
        year=index.matrix.year,
        scale=SCALE,
        items=items,
        sources=sources,
        sample=is_sample(sources),
    )


async def list_top_tensions(request: web.Request, query: TopQuery) -> TopTensions:
    """The occupations that are hardest to recruit in one bassin, departement or region."""
    kind, code = _chosen_area(query)
    index = read_index(request)
    area, sources = get_area(index, kind, code), find_credits(index, _CREDITED)
    figures = summarise(index.matrix, area)
    ranked = rank(figures, 0)
    items = [
        TopOccupation(
            code_rome=(code_rome := index.matrix.rome[row]),
            label=index.occupations[code_rome].label if code_rome in index.occupations else None,
            **_figures(figures, area, row, 0),
        )
        for row in ranked[: query.limit]
    ]
    return TopTensions(
        area=AreaRef(kind=kind, code=code, name=area.names[0]),
        year=index.matrix.year,
        scale=SCALE,
        total=len(ranked),
        mean=round(float(figures.mean[ranked, 0].mean()), 2) if ranked else None,
        items=items,
        sources=sources,
        sample=is_sample(sources),
    )


async def get_bassin_tension(request: web.Request, path: CellPath) -> BassinTension:
    """The tension of an occupation in one bassin, and the six indices that explain it."""
    index = read_index(request)
    occupation, area = get_occupation(index, path.rome), get_area(index, "bassin", path.bassin)
    away = "the database of tensions does not answer"
    async with reading_in_time(request.app[ENGINE], otherwise=away) as connection:
        cell = await get_tension(connection, occupation.tension_rome or occupation.code_rome, path.bassin)
    sources = find_credits(index, ("tensions",))
    return BassinTension(
        occupation=OccupationRef(code_rome=occupation.code_rome, label=occupation.label),
        tension_rome=occupation.tension_rome,
        bassin=AreaRef(kind="bassin", code=path.bassin, name=area.names[0]),
        year=cell and cell.year,
        tension=cell and cell.tension,
        tension_label=WORDING[cell.tension] if cell and cell.tension else None,
        offers=cell and cell.offers,
        job_seekers=cell and cell.job_seekers,
        indices=[
            ExplanatoryLevel(
                code=one.field, label=one.label, meaning=one.meaning, level=cell and getattr(cell, one.field)
            )
            for one in INDICES
        ],
        sources=sources,
        sample=is_sample(sources),
    )


def _chosen_area(query: TopQuery) -> tuple[AreaKind, str]:
    kinds: tuple[AreaKind, ...] = get_args(AreaKind)
    chosen = [(kind, code) for kind in kinds if (code := getattr(query, kind)) is not None]
    if len(chosen) != 1:
        message = f"give exactly one of {', '.join(kinds)}"
        given = [kind for kind, _ in chosen] or kinds
        raise InvalidRequestError([{"parameter": kind, "message": message} for kind in given])
    return chosen[0]


def _figures(figures: Figures, areas: Areas, row: int, place: int) -> dict[str, Any]:
    """The fields of AreaFigures."""
    mean = _known(figures.mean[row, place])
    return {
        "tension": nearest_level(mean),
        "mean": mean,
        "offers": _known(figures.offers[row, place]),
        "job_seekers": _known(figures.job_seekers[row, place]),
        "bassins": int(figures.bassins[row, place]),
        "communes": int(figures.communes[row, place]),
        "population_covered": round(float(figures.covered[row, place]), 4)
        if areas.population[place]
        else None,
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
