import pytest

from services.cities.clients.tensions import copy_tensions
from shared.http_client import create_session
from tests.tensions.running import Tensions
from tests.tensions.small_world import ROWS, TENSIONS

pytestmark = pytest.mark.asyncio(loop_scope="module")

MATRIX = "/internal/tensions/matrix"


async def test_the_matrix_has_a_digit_for_every_occupation_and_bassin(both_tensions: Tensions):
    matrix = await both_tensions.get(MATRIX)
    assert matrix["rome"] == ["A1101", "G1803", "J1506"]
    assert matrix["bassins"] == ["0101", "5301", "5302", "5313", "7549"]
    assert matrix["levels"] == ["05000", "43001", "05200"]
    assert (matrix["year"], matrix["sample"], matrix["source"]["vintage"]) == (2021, False, "2021")


async def test_the_matrix_is_sent_again_only_when_it_has_changed(empty_tensions: Tensions):
    await empty_tensions.fill(ROWS)
    etag = (await empty_tensions.ask(MATRIX)).headers["ETag"]
    await empty_tensions.ask(MATRIX, status=304, headers={"If-None-Match": etag})
    await empty_tensions.fill({"tensions": TENSIONS[1:]})
    await empty_tensions.ask(MATRIX, headers={"If-None-Match": etag})


async def test_without_tensions_the_matrix_is_empty(empty_tensions: Tensions):
    matrix = await empty_tensions.get(MATRIX)
    assert (matrix["rome"], matrix["levels"], matrix["year"], matrix["source"]) == ([], [], None, None)


async def test_cities_understands_the_matrix(tensions: Tensions):
    async with create_session("test", seconds=5) as session:
        client = copy_tensions(session, str(tensions.client.make_url("")))
        await client.get_version()
        matrix = await client.get_value()
    assert matrix.level("J1506", "5301") == 5
    assert matrix.level("J1506", "5313") is None


async def test_operators_see_what_is_in_use(both_tensions: Tensions):
    states = {state["dataset"]: state for state in await both_tensions.get("/internal/datasets")}
    assert set(states) == {"occupations", "titles", "skills", "pcs", "bassins", "tensions"}
    assert states["tensions"]["rows"] == 7
    assert states["tensions"]["source"]["producer"] == "Nobody"
