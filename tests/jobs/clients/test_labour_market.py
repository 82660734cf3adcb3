"""Marché du travail and Accès à l'emploi, with each of their oddities."""

import orjson
import pytest

from services.jobs.clients.labour_market import open_labour_market
from services.jobs.clients.market_records import choose_line, is_market_answer, read_indicator, read_tension
from services.jobs.clients.market_source import Cell, MarketSource
from services.jobs.proxy.failures import AccessRefusedError, RequestRefusedError
from services.jobs.proxy.resources import Answer
from services.jobs.schemas.labour_market import MarketTerritory
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from tests.sandbox.francetravail.server import FranceTravail

NORD = MarketTerritory(level="departement", code="59", name="Nord")
LILLE = MarketTerritory(level="bassin", code="9225", name="Lille")
NURSES, EVERYBODY = Cell(NORD, "J1506"), Cell(NORD, None)
FIGURES = ["tension", "hiring_rate", "job_seekers", "offers", "hires"]


@pytest.fixture
def source() -> MarketSource:
    return open_labour_market(Lifetimes())


def answer(content: object, status: int = 200) -> Answer:
    return Answer(status, {}, orjson.dumps(content))


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("cell", [NURSES, EVERYBODY, Cell(LILLE, "J1506")], ids=["rome", "all", "bassin"])
async def test_each_figure_has_a_period_a_source_and_a_date(
    source: MarketSource, visit: Visit, figure: str, cell: Cell
):
    told = (await getattr(source, figure)(visit, cell)).value
    assert told is not None
    assert told.period.label
    assert told.source.indicator
    assert told.updated_at is not None


async def test_pay_is_told_from_beginners_to_the_experienced(source: MarketSource, visit: Visit):
    assert source.pay is not None
    told = (await source.pay(visit, NURSES)).value
    assert told is not None
    assert told.value.low is not None
    assert told.value.high is not None
    assert told.value.low < told.value.high
    assert told.value.mean == told.value.families[0].mean


async def test_both_names_of_the_envelope_are_read(source: MarketSource, visit: Visit, france: FranceTravail):
    france.switch(salary_envelope="valeursParPeriode")
    assert source.pay is not None
    told = (await source.pay(visit, NURSES)).value
    assert told is not None
    assert told.value.families


async def test_the_tension_is_explained(source: MarketSource, visit: Visit):
    assert source.tension is not None
    told = (await source.tension(visit, NURSES)).value
    assert told is not None
    assert told.value.level in range(1, 6)
    assert {factor.code for factor in told.value.factors} >= {"INT_EMB", "MAIN_OEUVRE"}


@pytest.mark.parametrize("face", ["200", "400", "500", "status404msg"])
@pytest.mark.parametrize("figure", ["offers", "pay"])
async def test_no_data_has_four_faces(
    source: MarketSource, visit: Visit, france: FranceTravail, face: str, figure: str
):
    france.switch(no_data_face=face)
    hidden = Cell(MarketTerritory(level="bassin", code="9001", name=None), "L1101")
    assert (await getattr(source, figure)(visit, hidden)).value is None
    assert france.calls("marche_travail")["calls"] == 1


@pytest.mark.parametrize("rate", ["null", "absent"])
async def test_a_rate_that_is_not_told_is_none(
    source: MarketSource, visit: Visit, france: FranceTravail, rate: str
):
    france.switch(access_rate=rate)
    assert source.hiring_rate is not None
    assert (await source.hiring_rate(visit, NURSES)).value is None


@pytest.mark.parametrize("status", [400, 500])
async def test_an_unknown_territory_has_no_figures(
    source: MarketSource, visit: Visit, france: FranceTravail, status: int
):
    france.switch(unknown_territory=status)
    nowhere = Cell(MarketTerritory(level="bassin", code="0000", name=None), None)
    assert source.offers is not None
    assert (await source.offers(visit, nowhere)).value is None


async def test_without_access_the_api_is_left_alone(
    source: MarketSource, visit: Visit, france: FranceTravail
):
    france.play("S2")
    assert source.offers is not None
    with pytest.raises(AccessRefusedError):
        await source.offers(visit, NURSES)


def test_a_refusal_that_means_something_else_is_no_answer():
    assert not is_market_answer(answer({"message": "Le paramètre codeActivite est obligatoire."}, 400))
    assert not is_market_answer(answer({"message": "La vue service est nulle ou mal formée"}, 500))
    assert not is_market_answer(Answer(500, {}, b"<html>"))


def test_of_several_periods_the_last_one_counts():
    lines = [{"codePeriode": code, "codeNomenclature": "TOFF"} for code in ("2026T1", "2026T2", "2025T4")]
    indicator = read_indicator(answer({"listeValeursParPeriode": lines}))
    assert indicator is not None
    assert [line.code_periode for line in indicator.latest] == ["2026T2"]


@pytest.mark.parametrize("content", [None, {}, {"listeValeursParPeriode": None}, {"valeursParPeriode": []}])
def test_an_envelope_may_be_null_or_empty(content: object):
    assert read_indicator(answer(content)) is None


def test_a_nomenclature_that_is_new_gives_its_first_line():
    indicator = read_indicator(answer({"valeursParPeriode": [{"codeNomenclature": "NEW"}]}))
    assert indicator is not None
    line = choose_line(indicator.latest, ["TOFF"])
    assert line is not None
    assert line.code_nomenclature == "NEW"


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"valeurPrincipaleNombre": 4}, 4),
        ({"valeurPrincipaleDecimale": 3.6}, 4),
        ({"valeurPrincipaleNombre": 9}, None),
        ({}, None),
    ],
)
def test_a_tension_is_a_level_from_1_to_5(told: dict[str, float], level: int | None):
    indicator = read_indicator(answer({"valeursParPeriode": [told]}))
    assert indicator is not None
    tension = read_tension(indicator.latest, indicator.latest[0])
    assert (tension.level if tension else None) == level


async def test_pay_is_not_asked_for_all_occupations(source: MarketSource, visit: Visit):
    assert source.pay is not None
    with pytest.raises(ValueError, match="by occupation only"):
        await source.pay(visit, EVERYBODY)


async def test_what_is_refused_for_another_reason_is_told(
    source: MarketSource, visit: Visit, france: FranceTravail
):
    france.fail_next(api="marche_travail", status=400, body='{"message": "Le corps est mal formé."}')
    assert source.offers is not None
    with pytest.raises(RequestRefusedError, match="mal formé"):
        await source.offers(visit, NURSES)
