import pytest

from sandbox.francetravail.offers.references import REFERENCES


@pytest.mark.parametrize("name", REFERENCES)
async def test_every_reference_is_codes_and_labels(client, name):
    answer = await client.get("offres", f"/v2/referentiel/{name}")
    entries = answer.json()
    assert answer.headers["Content-Range"] == f"{name} */{len(entries)}"
    assert all(entry["code"] and entry["libelle"] for entry in entries)
    assert len({entry["code"] for entry in entries}) == len(entries)


async def test_the_communes_with_the_arrondissements(client):
    communes = {one["code"]: one for one in (await client.get("offres", "/v2/referentiel/communes")).json()}
    assert communes["59350"]["libelle"] == "LILLE"
    assert communes["59350"]["codeDepartement"] == "59"
    assert communes["75101"]["libelle"] == "PARIS 01"
    assert "75056" not in communes
    assert len([code for code in communes if code.startswith(("751", "6938", "132"))]) >= 45


async def test_departements_name_their_region(client):
    departements = (await client.get("offres", "/v2/referentiel/departements")).json()
    assert len(departements) == 101
    nord = next(one for one in departements if one["code"] == "59")
    assert nord == {"code": "59", "libelle": "Nord", "region": {"code": "32", "libelle": "Hauts-de-France"}}


async def test_what_cannot_be_filtered_is_not_listed(client):
    contracts = (await client.get("offres", "/v2/referentiel/typesContrats")).json()
    assert "DDT" not in {one["code"] for one in contracts}


async def test_unknown_references_do_not_exist(client):
    assert (await client.get("offres", "/v2/referentiel/licornes")).status == 404
