import pytest

from shared.broker.topics import topic_matches


@pytest.mark.parametrize(
    ("pattern", "routing_key"),
    [
        ("sync.cities.batch", "sync.cities.batch"),
        ("sync.*.batch", "sync.former-regions.batch"),
        ("sync.#", "sync.cities.batch"),
        ("sync.#", "sync"),
        ("#", "sync.cities.batch"),
        ("#", ""),
        ("#.batch", "sync.cities.batch"),
        ("#.batch", "batch"),
        ("sync.#.batch", "sync.batch"),
        ("*", "sync"),
    ],
)
def test_matches(pattern: str, routing_key: str):
    assert topic_matches(pattern, routing_key)


@pytest.mark.parametrize(
    ("pattern", "routing_key"),
    [
        ("sync.cities.batch", "sync.cities.batches"),
        ("sync.cities.batch", "syncXcities.batch"),
        ("sync.*", "sync"),
        ("sync.*", "sync.cities.batch"),
        ("*.batch", "sync.cities.batch"),
        ("sync.#", "synchronise.cities"),
        ("*", "sync.cities"),
    ],
)
def test_does_not_match(pattern: str, routing_key: str):
    assert not topic_matches(pattern, routing_key)
