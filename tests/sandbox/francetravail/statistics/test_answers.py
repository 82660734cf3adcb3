from xml.etree import ElementTree

import pytest

PATH = "/v1/referentiel/territoires/NAT"


@pytest.mark.parametrize("accept", ["*/*", "application/xml", "text/html"])
async def test_xml_unless_json_is_asked_for(client, accept):
    answer = await client.get("marche_travail", PATH, Accept=accept)
    assert answer.headers["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(answer.body)  # noqa: S314  # our own server
    assert tree.findtext("territoires/libelleTerritoire") == "France"


async def test_json_may_always_be_answered(server, client):
    server.switch(xml_without_accept=False)
    assert (await client.get("marche_travail", PATH, Accept="*/*")).json()["territoires"]


async def test_errors_are_xml_too(client):
    answer = await client.get("marche_travail", "/v1/referentiel/activite", Accept="*/*")
    assert answer.status == 400
    assert ElementTree.fromstring(answer.body).findtext("codeHttp") == "400"  # noqa: S314
