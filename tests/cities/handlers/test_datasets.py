"""GET /internal/datasets"""

from services.cities.tables import TARGETS
from tests.cities.running import Cities


async def test_every_dataset_in_use_is_listed_with_its_source(cities: Cities):
    datasets = {state["dataset"]: state for state in await cities.get("/internal/datasets")}
    assert set(datasets) == set(TARGETS)
    assert (datasets["helps"]["version"], datasets["helps"]["rows"]) == (1, 3)
    assert datasets["helps"]["source"]["vintage"] == "2021"


async def test_nothing_is_listed_before_the_first_import(empty_cities: Cities):
    assert await empty_cities.get("/internal/datasets") == []
