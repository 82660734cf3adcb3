from typing import Any

import pytest

Record = dict[str, Any]


LISTS = {
    "territoires": "territoires",
    "territoires/DEP": "territoires",
    "territoire?codeTypeTerritoire=REG&codeTerritoire=32": "territoires",
    "type-territoires": "typeTerritoires",
    "activites": "activites",
    "activites/ROME?filtreActivite=J1506": "activites",
    "activite?codeTypeActivite=ROME&codeActivite=J1506": "activites",
    "nomenclatures": "nomenclatures",
    "nomenclatures/TYPE_TENSION": "nomenclatures",
    "periodes": "periodes",
    "periodes/TRIMESTRE?nbPeriode=2": "periodes",
    "details-indicateurs?codeIndicateur=DE_1": "detailsIndicateurs",
    "indicateurs": "indicateurs",
    "familles-indicateurs": "famillesIndicateurs",
    "rechercherActivitesRomeFap?codeRome=J1506": "romeFapList",
}


async def read(client, path: str) -> list[Record]:
    found: list[Record] = (await client.get("marche_travail", f"/v1/referentiel/{path}")).json()[LISTS[path]]
    return found


@pytest.mark.parametrize("path", LISTS)
async def test_every_reference_is_a_wrapped_list(client, path):
    assert await read(client, path)


async def test_some_contents(client):
    assert len(await read(client, "territoires/DEP")) == 101
    assert [one["codePeriode"] for one in await read(client, "periodes/TRIMESTRE?nbPeriode=2")] == [
        "2026T2",
        "2026T1",
    ]
    assert await read(client, "rechercherActivitesRomeFap?codeRome=J1506") == [
        {"codeRome": "J1506", "codeFap": "V1Z80"}
    ]


async def test_communes_lead_to_their_bassin_and_epci(client):
    path = "/v1/referentiel/territoires-communes"
    (lille,) = (await client.get("marche_travail", f"{path}/COM", {"filtreTerritoire": "59350"})).json()[
        "territoiresCommunes"
    ]
    assert lille["libelleTerritoire"] == "LILLE"
    assert lille["codeTerritoireParentEPCI"].startswith("9")
    bassin = lille["codeTerritoireParentBassin"]
    members = (await client.get("marche_travail", f"{path}/BASBMO", {"filtreTerritoire": bassin})).json()
    assert lille in members["territoiresCommunes"]
    paris = await client.get("marche_travail", f"{path}/COM", {"filtreTerritoire": "75056"})
    assert paris.json()["territoiresCommunes"][0]["libelleTerritoire"] == "PARIS"


async def test_access_has_the_same_references(client):
    answer = await client.get("acces_emploi", "/v1/referentiel/indicateurs")
    assert [one["codeIndicateur"] for one in answer.json()["indicateurs"]] == ["ACC_1"]
