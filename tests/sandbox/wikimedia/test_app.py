import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from sandbox.wikimedia.app import create_app
from sandbox.wikimedia.settings import WikimediaSettings
from tests.sandbox.wikimedia.client import Client

FILE = "Blason ville fr Lille (exemple 59350).svg"


@pytest.mark.parametrize("control", [True, False])
def test_the_control_routes_can_be_left_out(control):
    app = create_app(WikimediaSettings(control=control))
    paths = {resource.canonical for resource in app.router.resources()}
    assert ("/_control/switches" in paths) == control


@pytest.mark.parametrize("public_url", [None, "https://images.invalid"])
async def test_pictures_are_where_the_setting_says_or_where_the_caller_is(public_url):
    app = create_app(WikimediaSettings(public_url=public_url))
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        root = str(server.make_url("")).rstrip("/")
        query = await Client(session, root).find_file(FILE, iiurlwidth="120")
        address = query["pages"][0]["imageinfo"][0]["thumburl"]
    assert address.startswith(f"{public_url or root}/upload.wikimedia.org/wikipedia/commons/thumb/")
