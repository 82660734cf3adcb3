"""Unknown in, unknown out."""

from services.cities.sheets.figures import density, per_10k


def test_rates_are_per_ten_thousand_people():
    assert per_10k(325, 225_000) == 14.4
    assert per_10k(0, 100) == 0
    assert per_10k(3, None) is None
    assert per_10k(3, 0) is None


def test_density_needs_people_and_an_area():
    assert density(225_000, 50.0) == 4_500.0
    assert density(0, 4.0) == 0
    assert (density(None, 4.0), density(3, None)) == (None, None)
