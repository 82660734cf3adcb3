"""A score in words: what each criterion of a town brings, in French."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.cities.columns.cells import Indexes
from services.cities.columns.communes import Communes
from services.cities.columns.tastes import Taste
from services.cities.columns.towns import refer_to_town
from services.cities.schemas.matching import Match, MatchBasis, MatchLine
from services.cities.search.matching import Matching

_NARROW, _UNBROKEN = "\u202f", "\u00a0"
_UNKNOWN = f"Non disponible{_UNBROKEN}: ne rapporte aucun point"


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a criterion is said: its label, the unit of its figure, and the figure with its fit (0 to 1)."""

    label: str
    unit: str
    tell: Callable[[float, float], str]


def format_figure(value: float, decimals: int = 0) -> str:
    """1234.5 as 1 234,5 with a narrow no-break space."""
    return f"{value:,.{decimals}f}".replace(",", _NARROW).replace(".", ",")


def _tell_jobs(level: float, _: float) -> str:
    words = ("très faible", "faible", "moyenne", "forte", "très forte")
    return f"Tension {words[int(level) - 1]} ({level:.0f} sur 5)"


def _tell_rent(rent: float, fit: float) -> str:
    figure = f"{format_figure(rent, 1)}{_UNBROKEN}€/m² par mois"
    return f"{figure}{_UNBROKEN}: moins cher que {_percent(fit)} des communes"


def _tell_sea(km: float, _: float) -> str:
    return "Au bord de la mer" if km < 1 else f"À {format_figure(km)}{_UNBROKEN}km de la mer"


def _tell_services(types: float, fit: float) -> str:
    share = _percent(fit)
    return f"{format_figure(types)} types d’équipements sur place, {share} de ceux qui sont recensés"


def _percent(share: float) -> str:
    return f"{format_figure(100 * share)}{_UNBROKEN}%"


_WORDINGS: Mapping[Taste, _Wording] = {
    Taste.JOBS: _Wording("Emploi", "1 à 5", _tell_jobs),
    Taste.RENT: _Wording("Loyer", "€/m² par mois", _tell_rent),
    Taste.SEA: _Wording("Mer", "km", _tell_sea),
    Taste.MOUNTAIN: _Wording(
        "Montagne", "m", lambda m, _: f"Altitude moyenne de {format_figure(m)}{_UNBROKEN}m"
    ),
    Taste.SIZE: _Wording(
        "Taille de la ville", "habitants", lambda n, _: f"{format_figure(n)}{_UNBROKEN}habitants"
    ),
    Taste.SERVICES: _Wording("Services", "types d’équipements", _tell_services),
    Taste.CLIMATE: _Wording(
        "Climat",
        "°C",
        lambda c, _: f"{format_figure(c, 1)}{_UNBROKEN}°C en moyenne sur l’année dans le département",
    ),
    Taste.DISTANCE: _Wording(
        "Distance", "km", lambda km, _: f"{format_figure(km)}{_UNBROKEN}km à vol d’oiseau"
    ),
}


def explain_matches(communes: Communes, matching: Matching, towns: Indexes) -> list[Match]:
    """The score of each town, line by line, the heaviest criterion first."""
    return [
        Match(score=float(matching.scores[town]), lines=list(_lines(communes, matching, town)))
        for town in towns.tolist()
    ]


def _lines(communes: Communes, matching: Matching, town: int) -> Iterator[MatchLine]:
    for taste in _heaviest_first(matching):
        suiting, most = matching.suitings[taste], matching.points[taste]
        value, fit = float(suiting.values[town]), float(suiting.fits[town])
        unknown, wording = math.isnan(fit), _WORDINGS[taste]
        yield MatchLine(
            criterion=taste,
            label=wording.label,
            weight=matching.weights[taste],
            fit=None if unknown else round(fit, 4),
            points=0 if unknown else round(most * fit, 1),
            most_points=round(most, 1),
            value=None if unknown else round(value, 2),
            unit=wording.unit,
            text=_UNKNOWN if unknown else _tell(communes, matching, taste, value, fit),
        )


def _tell(communes: Communes, matching: Matching, taste: Taste, value: float, fit: float) -> str:
    if taste is Taste.DISTANCE and matching.near is not None:
        return f"À {format_figure(value)}{_UNBROKEN}km de {communes.name[matching.near]} à vol d’oiseau"
    return _WORDINGS[taste].tell(value, fit)


def _heaviest_first(matching: Matching) -> Sequence[Taste]:
    return sorted(matching.suitings, key=lambda taste: -matching.points[taste])


def describe_basis(communes: Communes, matching: Matching) -> MatchBasis:
    """What a page says once of all its scores."""
    return MatchBasis(
        weights=dict(matching.weights),
        near=None if matching.near is None else refer_to_town(communes, matching.near),
        left_out=matching.left_out,
    )
