"""Info travail, the source that was before."""

import pytest

from services.jobs.clients.infotravail import open_infotravail, select
from services.jobs.clients.market_source import Cell, MarketSource
from services.jobs.clients.pcs import PcsClient
from services.jobs.schemas.labour_market import MarketTerritory
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from shared.errors import ServiceError
from tests.sandbox.francetravail.server import FranceTravail

NORD = MarketTerritory(level="departement", code="59", name="Nord")
NURSES = Cell(NORD, "J1506")


@pytest.fixture
def source(france: FranceTravail) -> MarketSource:
    france.switch(infotravail="alive")
    return open_infotravail(Lifetimes(), PcsClient(Lifetimes()))


async def test_pay_comes_from_the_professions_of_the_occupation(source: MarketSource, visit: Visit):
    assert source.pay is not None
    told = (await source.pay(visit, NURSES)).value
    assert told is not None
    assert [family.code for family in told.value.families] == ["431f"]
    assert told.value.low is not None
    assert told.value.high is not None
    assert 1000 < told.value.low < told.value.high


async def test_an_occupation_without_professions_has_no_pay(source: MarketSource, visit: Visit):
    assert source.pay is not None
    assert (await source.pay(visit, Cell(NORD, "D1102"))).value is None


async def test_tension_is_offers_per_ten_seekers(source: MarketSource, visit: Visit):
    assert source.tension is not None
    told = (await source.tension(visit, NURSES)).value
    assert told is not None
    assert told.value.level is None
    assert told.value.offers_per_10_seekers is not None
    assert told.territory == "Nord"


async def test_seekers_and_offers_are_counted(source: MarketSource, visit: Visit):
    assert source.job_seekers is not None
    assert source.offers is not None
    seekers, offers = await source.job_seekers(visit, NURSES), await source.offers(visit, NURSES)
    assert seekers.value is not None
    assert offers.value is not None
    assert seekers.value.value.count > offers.value.value.count > 0


async def test_what_nobody_knows_is_none(source: MarketSource, visit: Visit):
    assert source.offers is not None
    assert (
        await source.offers(visit, Cell(MarketTerritory(level="bassin", code="0000", name=None), "J1506"))
    ).value is None


async def test_retired_it_is_a_problem(source: MarketSource, visit: Visit, france: FranceTravail):
    france.switch(infotravail="retired")
    assert source.offers is not None
    with pytest.raises(ServiceError):
        await source.offers(visit, NURSES)


@pytest.mark.parametrize("code", ["59' OR '1'='1", "", "59;", "ROME-J1506"])
def test_nothing_but_codes_goes_into_a_statement(code: str):
    with pytest.raises(ValueError, match="is not a code"):
        select("table", NURSES, {"ROME_PROFESSION_CARD_CODE": [code]})
