"""Every dataset is imported again at its producer's pace."""

from datetime import UTC, datetime, timedelta

from services.importer.catalog import DATASETS, find_dataset
from services.importer.pace import PACES, is_due

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_every_dataset_has_a_pace_and_every_pace_a_dataset():
    assert set(PACES) == {dataset.name for dataset in DATASETS}


def test_a_dataset_is_due_when_its_producer_may_have_published_since():
    prices = find_dataset("prices")
    assert is_due(prices, None, NOW)
    assert not is_due(prices, NOW - timedelta(days=181), NOW)
    assert is_due(prices, NOW - timedelta(days=182), NOW)
    assert is_due(prices, datetime(2026, 1, 1), NOW)  # noqa: DTZ001  # as services tell it
