"""The widths of images."""

import pytest

from services.enrichment.clients.commons import WIDTHS
from services.enrichment.image_widths import STEPS, find_step, list_widths


def test_only_widths_that_commons_serves_are_asked_of_it():
    assert set(STEPS.values()) <= set(WIDTHS)
    assert all(step >= asked for asked, step in STEPS.items())


@pytest.mark.parametrize(
    ("original", "widths"),
    [(4000, [250, 400, 800, 1280]), (1000, [250, 400, 800, 1280]), (700, [250, 400, 800]), (250, [250])],
)
def test_widths_that_would_give_the_same_image_are_not_offered(original: int, widths: list[int]):
    assert list_widths(original) == widths


def test_an_image_is_not_made_larger_than_it_is():
    assert (find_step(800, 4000), find_step(800, 960), find_step(250, 251)) == (960, None, 250)


def test_an_original_that_no_browser_shows_is_never_what_is_shown():
    widths = [
        find_step(asked, original, shown_as_is=False)
        for asked, original in ((800, 700), (400, 4000), (250, 250))
    ]
    assert widths == [500, 500, 250]
