from collections.abc import Awaitable, Callable

from services.enrichment.clients.failures import OutageError, RefusedError, UnreadableError
from services.enrichment.crawl.batches import Batches

Ask = Callable[[list[int]], Awaitable[None]]


def asking(asked: list[list[int]], **faults: set[int]) -> Ask:
    """Fails, as named, when one of those numbers is asked for."""

    async def ask(batch: list[int]) -> None:
        asked.append(batch)
        if faults.get("unreadable", set()).intersection(batch):
            raise UnreadableError("wikipedia", "no JSON")
        if faults.get("odd", set()).intersection(batch):
            raise KeyError("pageid")
        if faults.get("away", set()).intersection(batch):
            raise OutageError("wikipedia", "failed with 503")
        if faults.get("refused", set()).intersection(batch):
            raise RefusedError("wikipedia", "refused with 403")

    return ask


async def test_everything_is_asked_once():
    asked: list[list[int]] = []
    batches = Batches(range(7), 3)
    await batches.run(asking(asked))
    assert sorted(asked) == [[0, 1, 2], [3, 4, 5], [6]]
    assert (batches.failed, list(batches.left), batches.stopped) == ([], [], None)


async def test_what_cannot_be_read_is_narrowed_down_to_the_one_to_blame():
    for fault in ({"unreadable": {5}}, {"odd": {5}}):
        asked: list[list[int]] = []
        batches = Batches(range(8), 8)
        await batches.run(asking(asked, **fault))
        assert [(item, problem.reason) for item, problem in batches.failed] == [(5, "unreadable")]
        assert batches.stopped is None
        assert {item for batch in asked for item in batch} == set(range(8))


async def test_an_api_that_is_away_is_not_asked_on():
    asked: list[list[int]] = []
    batches = Batches(range(100), 10)
    await batches.run(asking(asked, away=set(range(100))))
    assert str(batches.stopped) == "wikipedia: failed with 503"
    assert {problem.reason for _, problem in batches.failed} == {"unavailable"}
    assert len(asked) == 1
    assert len(batches.failed) + sum(map(len, batches.left)) == 100


async def test_a_refusal_stops_too():
    batches = Batches(range(100), 10)
    await batches.run(asking([], refused={0}))
    assert [problem.reason for _, problem in batches.failed] == ["refused"] * 10


async def test_nothing_that_can_be_read_stops_in_the_end():
    asked: list[list[int]] = []
    batches = Batches(range(64), 64)
    await batches.run(asking(asked, unreadable=set(range(64))))
    assert batches.stopped is not None
    assert len(asked) < 20
