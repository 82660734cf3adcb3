from datetime import UTC, date, datetime

from sandbox.clock import Clock


def test_a_chosen_day_goes_on_at_the_real_time_of_day():
    real = datetime.now(UTC)
    shown = Clock.starting(date(2024, 2, 29)).now()
    assert shown.date() == date(2024, 2, 29) or shown.date() == date(2024, 3, 1)
    assert abs((shown - real).total_seconds() % 86_400) < 5


def test_it_moves_and_comes_back():
    clock = Clock(wall=lambda: 1_000_000.0)
    start = clock.now()
    clock.advance(90)
    assert (clock.now() - start).total_seconds() == 90
    clock.advance(-90.5)
    assert (clock.now() - start).total_seconds() == -0.5
    clock.reset()
    assert clock.now() == start
