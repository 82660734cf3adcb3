import pytest

PATH = "/v1/indicateur/salaire-rome-fap"


async def test_the_pay_of_an_occupation_is_told_by_fap(client):
    envelope = (await client.get("marche_travail", f"{PATH}/DEP/59", {"codeRome": "J1506"})).json()
    (line,) = envelope["listeValeursParPeriode"]
    euros = {one["codeNomenclature"]: one["valeurPrincipaleMontant"] for one in line["salaireValeurMontant"]}
    assert (envelope["codeIndicateur"], line["codeTypeActivite"], line["codeActivite"]) == (
        "SAL_3",
        "FAP",
        "V1Z80",
    )
    assert 1000 < euros["SAL1"] < euros["SAL3"] < euros["SAL2"] < 10_000


async def test_the_envelope_has_two_names(server, client):
    server.play("S5")
    envelope = (await client.get("marche_travail", f"{PATH}/NAT/FR", {"codeRome": "J1506"})).json()
    assert "listeValeursParPeriode" not in envelope
    assert envelope["valeursParPeriode"]


async def test_without_occupation_every_fap(client):
    envelope = (await client.get("marche_travail", f"{PATH}/REG/32")).json()
    families = [line["codeActivite"] for line in envelope["listeValeursParPeriode"]]
    assert len(families) == len(set(families)) > 50


@pytest.mark.parametrize(("place", "status"), [("DEP/999", 400), ("BASBMO/X001", 200)])
async def test_what_is_not_told(client, place, status):
    answer = await client.get("marche_travail", f"{PATH}/{place}", {"codeRome": "J1506"})
    assert answer.status == status
    assert "listeValeursParPeriode" not in answer.json()


async def test_unknown_occupations_are_refused(client):
    assert (await client.get("marche_travail", f"{PATH}/DEP/59", {"codeRome": "Z9999"})).status == 400
