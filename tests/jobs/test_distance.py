import pytest

from services.jobs.distance import distance_km


def test_paris_is_205_km_from_lille():
    assert distance_km((48.8566, 2.3522), (50.632, 3.047)) == pytest.approx(204, abs=2)
    assert distance_km((48.8566, 2.3522), (48.8566, 2.3522)) == 0
