import time
from uuid import uuid4

from prometheus_client import REGISTRY

from shared.sync.freshness import keep_freshness
from tests.publish import publish_dataset
from tests.shared.sync.conftest import Owner
from tests.waiting import until

LABELS = {"service": "freshness-test", "dataset": "prices"}
AGE, ROWS = "mobiville_dataset_applied_timestamp_seconds", "mobiville_dataset_rows"


async def import_prices(owner: Owner, *codes: str) -> None:
    sync_id = uuid4().hex
    rows = [{"code_insee": code, "price_m2": 2000.0, "sales": 3} for code in codes]
    await publish_dataset(owner.broker, "prices", rows, sync_id=sync_id)
    await until(lambda: sync_id in owner.answers)


async def test_a_dataset_that_was_imported_has_an_age_and_rows(owner: Owner):
    freshness = keep_freshness(owner.engine, owner.tables, LABELS["service"], 15)
    before = time.time()
    await import_prices(owner, "17300", "59350")
    await freshness.refresh()
    assert before - 1 <= (REGISTRY.get_sample_value(AGE, LABELS) or 0) <= time.time() + 1
    assert REGISTRY.get_sample_value(ROWS, LABELS) == 2


async def test_importing_the_same_again_makes_it_younger(owner: Owner):
    freshness = keep_freshness(owner.engine, owner.tables, LABELS["service"], 15)
    await import_prices(owner, "17300")
    await freshness.refresh()
    first = REGISTRY.get_sample_value(AGE, LABELS)
    await import_prices(owner, "17300")
    assert await freshness.refresh()
    assert (REGISTRY.get_sample_value(AGE, LABELS) or 0) > (first or 0)


async def test_a_dataset_that_was_never_imported_tells_nothing(owner: Owner):
    await keep_freshness(owner.engine, owner.tables, "freshness-empty", 15).refresh()
    assert REGISTRY.get_sample_value(AGE, LABELS | {"service": "freshness-empty"}) is None
