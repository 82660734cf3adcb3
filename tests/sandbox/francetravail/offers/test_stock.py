"""The market as columns: plausible, the same for the same seed, moving with the clock."""

from datetime import timedelta

import numpy as np
import pytest

from sandbox.francetravail.offers.stock import Stock, to_datetime
from sandbox.francetravail.settings import SandboxSettings
from sandbox.francetravail.world import World, read_world
from tests.sandbox.francetravail.conftest import NOW


@pytest.fixture(scope="module")
def world() -> World:
    return read_world(SandboxSettings().data, 7, 20_000)


def live(stock: Stock, seconds: int) -> np.ndarray:
    return stock.live(np.arange(len(stock.world.slots), dtype=np.int32), seconds)


def test_about_as_many_offers_as_asked_for_at_any_time(world):
    stock = Stock(world)
    for days in (0, 3, 400):
        assert 19_000 < len(live(stock, stock.advance(NOW + timedelta(days=days)))) < 21_000


def test_moving_step_by_step_or_at_once_leads_to_the_same(world):
    slow, fast = Stock(world), Stock(world)
    for hours in range(0, 240, 16):
        slow.advance(NOW + timedelta(hours=hours))
    end = NOW + timedelta(hours=240)
    assert slow.advance(end) == fast.advance(end)
    assert np.array_equal(slow.generation, fast.generation)
    for name, column in vars(slow.attributes).items():
        assert np.array_equal(column, getattr(fast.attributes, name)), name


def test_the_clock_can_go_back(world):
    stock = Stock(world)
    stock.advance(NOW)
    before = stock.created.copy()
    stock.advance(NOW + timedelta(days=30))
    stock.advance(NOW)
    assert np.array_equal(stock.created, before)


def test_offers_were_created_before_now_and_end_after(world):
    stock = Stock(world)
    seconds = stock.advance(NOW)
    present = live(stock, seconds)
    assert stock.created.max() <= seconds
    assert (stock.withdrawn[present] > seconds).all()
    assert (NOW - to_datetime(stock.created.min())).days <= 60


def test_another_seed_is_another_market(world):
    other = read_world(world.folder, 8, 20_000)
    assert not np.array_equal(other.slots.place[:1000], world.slots.place[:1000])


def test_towns_have_offers_by_their_people(world):
    by_place = np.bincount(world.slots.place, minlength=len(world.geography.codes))
    ratio = by_place.sum() / world.geography.population.sum()
    for code in ("31555", "59350", "44109"):
        position = world.geography.position[code]
        expected = world.geography.population[position] * ratio
        assert 0.9 * expected < by_place[position] < 2.5 * expected


def test_ships_sail_from_the_coast(world):
    sailors = world.slots.of_occupations((world.occupations.position["N3102"],))
    assert len(sailors) > 5
    assert world.geography.sea_distance_km[world.slots.place[sailors]].max() < 12
