"""What each parameter keeps, read in the ads themselves."""

import re
from typing import Any

import pytest

Record = dict[str, Any]


async def offers(client, **params) -> list[Record]:
    answer = await client.search({"region": "32", "range": "0-149", **params})
    assert answer.status in {200, 206}, answer.body
    found: list[Record] = answer.json()["resultats"]
    return found


def minutes(offer: Record) -> int:
    matched = re.match(r"(\d+)H(\d*)", offer["dureeTravailLibelle"])
    assert matched is not None
    return int(matched[1]) * 60 + int(matched[2] or 0)


KEPT = [
    ({"codeROME": "J1506,J1501"}, lambda offer: offer["romeCode"] in {"J1506", "J1501"}),
    ({"grandDomaine": "M18"}, lambda offer: offer["romeCode"].startswith("M18")),
    ({"domaine": "D11"}, lambda offer: offer["romeCode"].startswith("D11")),
    ({"theme": "15"}, lambda offer: offer["romeCode"].startswith("M18")),
    ({"typeContrat": "CDI,MIS"}, lambda offer: offer["typeContrat"] in {"CDI", "MIS"}),
    (
        {"natureContrat": "E2"},
        lambda offer: offer["natureContrat"] == "Contrat apprentissage" and offer["alternance"],
    ),
    (
        {"typeContrat": "SAI", "natureContrat": "E2"},
        lambda offer: offer["typeContrat"] == "SAI" or offer["natureContrat"] == "Contrat apprentissage",
    ),
    ({"experienceExigence": "D"}, lambda offer: offer["experienceExige"] == "D"),
    ({"experience": "3"}, lambda offer: "An(s)" in offer["experienceLibelle"]),
    ({"qualification": "9"}, lambda offer: offer["qualificationCode"] == "9"),
    ({"qualification": "0"}, lambda offer: offer["qualificationCode"] < "9"),
    ({"tempsPlein": "true"}, lambda offer: offer["dureeTravailLibelleConverti"] == "Temps plein"),
    ({"tempsPlein": "false"}, lambda offer: offer["dureeTravailLibelleConverti"] == "Temps partiel"),
    ({"dureeHebdo": "0"}, lambda offer: "dureeTravailLibelleConverti" not in offer),
    ({"dureeHebdoMin": "1000", "dureeHebdoMax": "2000"}, lambda offer: 600 <= minutes(offer) <= 1200),
    (
        {"dureeContratMin": "6", "dureeContratMax": "9"},
        lambda offer: re.search("- [69] Mois", offer["typeContratLibelle"]),
    ),
    ({"salaireMin": "3000", "periodeSalaire": "M"}, lambda offer: "libelle" in offer["salaire"]),
    ({"secteurActivite": "47"}, lambda offer: offer["secteurActivite"] == "47"),
    ({"codeNAF": "62.01Z"}, lambda offer: offer["codeNAF"] == "62.01Z"),
    ({"permis": "C,CE"}, lambda offer: offer["permis"][0]["libelle"].startswith("C")),
    ({"niveauFormation": "NV1"}, lambda offer: offer["formations"][0]["niveauLibelle"].startswith("Bac+5")),
    ({"accesTravailleurHandicape": "true"}, lambda offer: offer["accessibleTH"]),
    ({"offresManqueCandidats": "true"}, lambda offer: offer["offresManqueCandidats"]),
    ({"entreprisesAdaptees": "true"}, lambda offer: offer["entrepriseAdaptee"]),
    ({"employeursHandiEngages": "true"}, lambda offer: offer["employeurHandiEngage"]),
    ({"partenaires": "PARTENAIRE_UN"}, lambda offer: "UN" in offer["origineOffre"]["partenaires"][0]["nom"]),
]


@pytest.mark.parametrize(
    ("params", "keeps"), KEPT, ids=lambda one: str(one)[:50] if isinstance(one, dict) else ""
)
async def test_a_parameter_keeps_what_it_says(client, params, keeps):
    found = await offers(client, **params)
    assert found
    assert [offer for offer in found if not keeps(offer)] == []


async def test_a_boolean_that_is_false_keeps_all(client):
    all_of_them = await client.search(region="32", range="0-0")
    answer = await client.search(region="32", range="0-0", offresManqueCandidats="false")
    assert answer.total == all_of_them.total


async def test_filtering_drops_what_does_not_tell(client):
    everything = (await client.search(region="11", range="0-0")).total
    told = [(await client.search(region="11", range="0-0", qualification=code)).total for code in "09"]
    assert 0.5 < 1 - sum(told) / everything < 0.7


async def test_a_title_keeps_the_offers_that_bear_it(client):
    found = await offers(client, appellation="13201")
    assert {offer["appellationlibelle"] for offer in found} == {"Conducteur / Conductrice de tracteur"}


async def test_partners_can_be_excluded(client):
    found = await offers(
        client, partenaires="PARTENAIRE_UN", modeSelectionPartenaires="EXCLU", origineOffre="2"
    )
    assert {offer["origineOffre"]["partenaires"][0]["nom"] for offer in found} == {
        "PARTENAIRE-DEUX (exemple)",
        "PARTENAIRE-TROIS (exemple)",
    }


async def test_every_word_must_be_there_with_or_without_accents(client):
    found = await offers(client, motsCles="opérateur,MACHINES")
    assert found
    texts = [f"{offer['appellationlibelle']} {offer['romeLibelle']}".lower() for offer in found]
    assert all("opérateur" in text and "machines" in text for text in texts)
    assert (await client.search(motsCles="machines,licorne")).status == 204


async def test_occupations_that_the_stand_in_does_not_know_have_no_offer(client):
    assert (await client.search(codeROME="M1899")).status == 204
