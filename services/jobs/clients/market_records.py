"""Answers of the indicators of France Travail -> figures."""

import re
from collections.abc import Iterator, Sequence

import orjson

from services.jobs.clients.market_source import Told, V
from services.jobs.clients.tolerant import Moment, Number, Record, Records, Text
from services.jobs.proxy.resources import Answer, is_success
from services.jobs.schemas.labour_market import (
    CountValue,
    FamilyPay,
    FigurePeriod,
    FigureSource,
    PayValue,
    RateValue,
    TensionFactor,
    TensionValue,
)

_NO_DATA = re.compile(
    r"n.a pas pu trouver la liste|n.est pas disponible pour cet indicateur|Status code = 404|est inconnue?\b"
)
_BEGINNER, _EXPERIENCED, _MEAN = "SAL1", "SAL2", "SAL3"
_LEVELS = range(1, 6)


class _Amount(Record):
    code_nomenclature: Text = None
    valeur_principale_montant: Number = None


class Line(Record):
    """One figure of an indicator: of a period, and of an entry of its nomenclature."""

    dat_maj: Moment = None
    lib_territoire: Text = None
    code_activite: Text = None
    lib_activite: Text = None
    code_nomenclature: Text = None
    lib_nomenclature: Text = None
    code_periode: Text = None
    lib_periode: Text = None
    valeur_principale_nom: Text = None
    valeur_principale_nombre: Number = None
    valeur_principale_decimale: Number = None
    valeur_secondaire_taux: Number = None
    salaire_valeur_montant: Records[_Amount] = ()


class Indicator(Record):
    """An indicator with its lines; both names of their list have been seen."""

    lib_indicateur: Text = None
    lib_territoire: Text = None
    liste_valeurs_par_periode: Records[Line] = ()
    valeurs_par_periode: Records[Line] = ()

    @property
    def latest(self) -> list[Line]:
        """The lines of the last period."""
        lines = self.liste_valeurs_par_periode or self.valeurs_par_periode
        last = max((line.code_periode or "" for line in lines), default="")
        return [line for line in lines if (line.code_periode or "") == last]


def is_market_answer(answer: Answer) -> bool:
    """Besides 2xx, the errors that mean that there is no figure."""
    return is_success(answer) or _says_no_data(answer)


def _says_no_data(answer: Answer) -> bool:
    try:
        body = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        return False
    message = body.get("message") if isinstance(body, dict) else None
    return isinstance(message, str) and _NO_DATA.search(message) is not None


def read_indicator(answer: Answer) -> Indicator | None:
    """None when there is no figure: one of four ways to say so."""
    if not is_success(answer) or answer.body.strip() == b"null":
        return None
    indicator = Indicator.model_validate_json(answer.body)
    return indicator if indicator.latest else None


def tell(told: type[Told[V]], indicator: Indicator, line: Line, source: FigureSource, value: V) -> Told[V]:
    """The figure of a line."""
    return told(
        value=value,
        source=source.model_copy(update={"label": indicator.lib_indicateur}),
        period=FigurePeriod(code=line.code_periode, label=line.lib_periode),
        territory=line.lib_territoire or indicator.lib_territoire,
        updated_at=line.dat_maj,
    )


def choose_line(lines: Sequence[Line], preferred: Sequence[str]) -> Line | None:
    """The line of the first preferred entry of the nomenclature that is there; the first line otherwise."""
    by_code = {line.code_nomenclature: line for line in reversed(lines)}
    found = next((by_code[code] for code in preferred if code in by_code), None)
    return found or next(iter(lines), None)


def read_count(line: Line) -> CountValue | None:
    number = line.valeur_principale_nombre
    if number is None or number < 0:
        return None
    return CountValue(count=round(number), label=line.lib_nomenclature)


def read_rate(line: Line) -> RateValue | None:
    rate, people = line.valeur_secondaire_taux, line.valeur_principale_nombre
    if rate is None or not 0 <= rate <= 100:
        return None
    return RateValue(
        percent=rate, people=None if people is None else round(people), label=line.lib_nomenclature
    )


def read_tension(lines: Sequence[Line], main: Line) -> TensionValue | None:
    level = _level(main)
    if level is None:
        return None
    factors = [
        TensionFactor(code=line.code_nomenclature, label=line.lib_nomenclature, level=factor)
        for line in lines
        if line is not main and line.code_nomenclature and (factor := _level(line)) is not None
    ]
    return TensionValue(
        level=level, label=main.valeur_principale_nom, factors=factors, offers_per_10_seekers=None
    )


def _level(line: Line) -> int | None:
    number = line.valeur_principale_nombre
    number = line.valeur_principale_decimale if number is None else number
    return round(number) if number is not None and round(number) in _LEVELS else None


def read_pay(lines: Sequence[Line]) -> PayValue | None:
    families = list(_read_families(lines))
    if not families:
        return None
    beginners = [one.beginner for one in families if one.beginner is not None]
    experienced = [one.experienced for one in families if one.experienced is not None]
    return PayValue(
        low=min(beginners, default=None),
        high=max(experienced, default=None),
        mean=families[0].mean if len(families) == 1 else None,
        families=families,
    )


def _read_families(lines: Sequence[Line]) -> Iterator[FamilyPay]:
    """Amounts that are not positive are not amounts."""
    for line in lines:
        euros = {
            one.code_nomenclature: one.valeur_principale_montant
            for one in line.salaire_valeur_montant
            if one.valeur_principale_montant is not None and one.valeur_principale_montant > 0
        }
        if euros:
            yield FamilyPay(
                code=line.code_activite or "",
                label=line.lib_activite,
                beginner=euros.get(_BEGINNER),
                experienced=euros.get(_EXPERIENCED),
                mean=euros.get(_MEAN),
            )
