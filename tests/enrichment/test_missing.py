"""Why there is no portrait or no photo, in French."""

from typing import get_args

import pytest

from services.enrichment.missing import NOT_TRIED, UNKNOWN_CODE, tell_missing_photo, tell_missing_portrait
from services.enrichment.photos import PhotoMissing
from services.enrichment.problems import AbsenceReason, FailureReason


@pytest.mark.parametrize("reason", [*get_args(AbsenceReason), NOT_TRIED, UNKNOWN_CODE])
def test_every_absence_has_words_of_its_own(reason: str):
    assert tell_missing_portrait(reason) != tell_missing_portrait("anything else")


@pytest.mark.parametrize("reason", get_args(FailureReason))
def test_what_passes_will_be_tried_again(reason: str):
    assert "cherché de nouveau" in tell_missing_portrait(reason)


@pytest.mark.parametrize("reason", get_args(PhotoMissing))
def test_every_photo_that_is_not_shown_has_words_of_its_own(reason: str):
    assert tell_missing_photo(reason) != tell_missing_photo("anything else")
