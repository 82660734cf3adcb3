"""Looking a figure up in ever wider territories, then for all occupations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from services.jobs.clients.market_source import Ask, Cell, Told, V
from services.jobs.places import Departement, Place
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.labour_market import (
    FigureOrigin,
    MarketNotice,
    MarketTerritory,
    MissingFigure,
    Reason,
)
from services.jobs.visits import Visit
from shared.errors import ServiceError

_MESSAGES: dict[Reason, str] = {
    "not-published": "France Travail ne publie pas ce chiffre pour les territoires consultés.",
    "refused": "France Travail n'a pas accepté la demande : ce chiffre n'a pas pu être lu.",
    "unavailable": "France Travail ne répond pas pour le moment : réessayez dans quelques instants.",
    "not-in-source": "La source choisie ne donne pas ce chiffre.",
    "needs-occupation": "Le salaire n'est publié que métier par métier : choisissez un métier.",
}
_NO_BASSIN = MarketNotice(
    code="no-official-bassin",
    message="France Travail ne publie pas de chiffres pour le bassin d'emploi de cette commune : "
    "ce sont ceux de son département.",
)
_UNKNOWN_PLACE = MarketNotice(
    code="place-unknown",
    message="Cette commune n'a pas pu être identifiée pour le moment : seuls les chiffres de son département "
    "sont donnés.",
)


@dataclass(frozen=True, slots=True)
class LookUp(Generic[V]):
    """The value with its origin, or why it is missing; `part` is what it was read from."""

    value: V | None = None
    origin: FigureOrigin | None = None
    missing: MissingFigure | None = None
    part: Fetched[Told[V] | None] | None = None
    error: ServiceError | None = None


def list_territories(place: Place | Departement) -> list[MarketTerritory]:
    """The territories around a town, or of a departement, the smallest first."""
    if isinstance(place, Departement):
        areas = [("departement", place), ("region", place.region)]
    else:
        areas = [
            ("bassin", place.official_bassin),
            ("departement", place.departement),
            ("region", place.region),
        ]
    return [MarketTerritory(level=level, code=area.code, name=area.name) for level, area in areas if area]


def notice_of(place: Place) -> MarketNotice | None:
    """What a reader must know of the territories of the town."""
    if place.region is None:
        return _UNKNOWN_PLACE
    return None if place.official_bassin else _NO_BASSIN


def list_cells(
    territories: Sequence[MarketTerritory], rome: str | None, *, all_occupations: bool
) -> Iterator[Cell]:
    """Each territory for the occupation; then each for all occupations."""
    if rome:
        yield from (Cell(territory, rome) for territory in territories)
    if all_occupations:
        yield from (Cell(territory, None) for territory in territories)


async def look_up(ask: Ask[V] | None, visit: Visit, cells: Sequence[Cell]) -> LookUp[V]:
    """The first figure that is published. A call that fails ends it: a wider figure would hide that."""
    if ask is None:
        return LookUp(missing=missing("not-in-source"))
    part: Fetched[Told[V] | None] | None = None
    reason: Reason = "not-published"
    for cell in cells:
        try:
            part = await ask(visit, cell)
        except RequestRefusedError:
            reason = "refused"
            continue
        except ServiceError as error:
            return LookUp(missing=missing("unavailable", error), error=error)
        if part.value is not None:
            return LookUp(part.value.value, _origin(part.value, cell), part=part)
    return LookUp(missing=missing(reason), part=part)


def missing(reason: Reason, error: ServiceError | None = None) -> MissingFigure:
    retry_after = error.headers.get("Retry-After") if error else None
    return MissingFigure(
        code=reason, message=_MESSAGES[reason], retry_after=int(retry_after) if retry_after else None
    )


def _origin(told: Told[V], cell: Cell) -> FigureOrigin:
    territory = cell.territory
    return FigureOrigin(
        source=told.source,
        period=told.period,
        territory=territory.model_copy(update={"name": territory.name or told.territory}),
        occupation="asked" if cell.rome else "all",
        updated_at=told.updated_at,
    )
