"""Places for an enrichment service that was not there when they were imported."""

from pathlib import Path

from mobiville.embedded import EmbeddedServices, running_services
from mobiville.handover import hand_over_places
from mobiville.portraits import find_status
from mobiville.settings import MobivilleSettings
from services.cities import state as cities_state
from services.cities.tables import SYNC
from services.enrichment import state as enrichment_state
from services.enrichment.tables import SYNC as ENRICHMENT_SYNC
from shared.database import reading
from shared.sync.queries import find_datasets
from tests.cities.france import ROWS
from tests.publish import publish_dataset
from tests.waiting import until

PLACES = ("regions", "departements", "cities")


async def count_places(settings: MobivilleSettings) -> dict[str, int]:
    return {kind: one.places for kind, one in (await find_status(settings)).kinds.items()}


async def fill(services: EmbeddedServices, settings: MobivilleSettings) -> None:
    for dataset in PLACES:
        await publish_dataset(services.broker, dataset, ROWS[dataset])

    async def is_applied() -> bool:
        engine = services.applications["cities"][cities_state.ENGINE]
        async with reading(engine) as connection:
            applied = {state["dataset"] for state in await find_datasets(connection, SYNC)}
        return applied >= set(PLACES) and all((await count_places(settings)).values())

    await until(is_applied)


async def test_places_that_were_imported_before_are_handed_over_and_only_once(tmp_path: Path):
    settings = MobivilleSettings(home=tmp_path)
    async with running_services(settings) as services:
        await fill(services, settings)
        expected = await count_places(settings)
    real = settings.model_copy(update={"contact": "ops@ville.fr"})
    async with running_services(real) as services:
        assert set((await count_places(real)).values()) == {0}
        cities, enrichment = services.applications["cities"], services.applications["enrichment"]
        await hand_over_places(cities, enrichment)
        assert await count_places(real) == expected == {"communes": 6, "departements": 4, "regions": 3}
        engine = enrichment[enrichment_state.ENGINE]
        async with reading(engine) as connection:
            before = await find_datasets(connection, ENRICHMENT_SYNC)
        await hand_over_places(cities, enrichment)
        async with reading(engine) as connection:
            assert await find_datasets(connection, ENRICHMENT_SYNC) == before


async def test_nothing_is_handed_over_before_the_first_import(tmp_path: Path):
    settings = MobivilleSettings(home=tmp_path)
    async with running_services(settings) as services:
        await hand_over_places(services.applications["cities"], services.applications["enrichment"])
        assert set((await count_places(settings)).values()) == {0}
