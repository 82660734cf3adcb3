"""The same seed and day give the same France, whichever process tells of it."""

import aiohttp
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.francetravail.settings import SandboxSettings
from sandbox.francetravail.world import read_world
from tests.sandbox.francetravail.client import Client
from tests.sandbox.francetravail.conftest import NOW
from tests.sandbox.francetravail.server import FranceTravail


def start(seed: int) -> FranceTravail:
    read_world.cache_clear()
    server = FranceTravail(SandboxSettings(seed=seed, offers=5000), clock=Clock(wall=NOW.timestamp))
    server.start()
    server.reset()
    return server


@pytest_asyncio.fixture
async def tell():
    """Everything that a stand-in of some seed says."""

    async def tell(seed: int) -> list[bytes]:
        server = start(seed)
        try:
            async with aiohttp.ClientSession() as session:
                client = Client(session, server.url)
                question = {
                    "codeTypeTerritoire": "NAT",
                    "codeTerritoire": "FR",
                    "codeTypeActivite": "ROME",
                    "codeActivite": "J1506",
                    "codeTypePeriode": "TRIMESTRE",
                    "dernierePeriode": True,
                }
                answers = [
                    await client.search(departement="59"),
                    await client.post("marche_travail", "/v1/indicateur/stat-offres", question),
                    await client.get("labonneboite", "/v2/recherche", {"citycode": "59350", "rome": "J1506"}),
                    await client.get("evenements", "/v1/salonsenligne"),
                    await client.post("evenements", "/v1/mee/evenements", {"departements": ["59"]}),
                ]
                return [answer.body for answer in answers]
        finally:
            server.stop()

    return tell


async def test_the_same_seed_tells_the_same_and_another_other_things(tell):
    one, again, other = await tell(3), await tell(3), await tell(4)
    assert one == again
    assert not set(one) & set(other)


@pytest.mark.parametrize("offers", [1000, 550_000])
def test_identifiers_are_told_apart_whatever_the_size(offers):
    world = read_world(SandboxSettings().data, 1, offers)
    assert len(world.slots) * 700 < 1000 * 26**4
