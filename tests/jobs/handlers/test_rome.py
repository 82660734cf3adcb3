"""What the importer takes from ROME 4.0, over HTTP, in front of the stand-in."""

import pytest

from shared.events.rows import Skill, Title
from tests.jobs.service import Jobs
from tests.sandbox.francetravail.server import FranceTravail


@pytest.mark.parametrize(("kind", "row"), [("titles", Title), ("skills", Skill)])
async def test_rows_are_those_of_the_importer(jobs: Jobs, kind: str, row: type[Title] | type[Skill]):
    listed = await jobs.get(f"/internal/rome/{kind}")
    assert len([row.model_validate(item) for item in listed["items"]]) > 1000
    assert listed["version"] in listed["source"]
    assert listed["sandbox"]


async def test_rows_are_given_without_a_version(jobs: Jobs, france: FranceTravail):
    france.switch(rome_empty_version=True)
    listed = await jobs.get("/internal/rome/titles")
    assert listed["version"] is None
    assert listed["items"]


async def test_upstream_failing_is_a_problem(jobs: Jobs, france: FranceTravail):
    france.fail_next(api="rome_metiers", kind="html", times=-1)
    assert (await jobs.get("/internal/rome/titles", 502))["upstream"] == "rome-metiers"
