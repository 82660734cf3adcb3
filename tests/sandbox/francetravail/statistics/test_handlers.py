"""The indicators of Marché du travail and Accès à l'emploi."""

import pytest

QUESTION = {
    "codeTypeTerritoire": "DEP",
    "codeTerritoire": "59",
    "codeTypeActivite": "ROME",
    "codeActivite": "J1506",
    "dernierePeriode": True,
    "sansCaracteristiques": True,
}
RESOURCES = {
    "stat-demandeurs": ("TRIMESTRE", "CATCAND", "DE_1"),
    "stat-demandeurs-entrant": ("TRIMESTRE", "CATCAND", "DE_5"),
    "stat-embauches": ("TRIMESTRE", "CATCANDxDUREEEMP", "EMB_1"),
    "stat-offres": ("TRIMESTRE", "ORIGINEOFF", "OFF_1"),
    "stat-perspective-employeur": ("ANNEE", "TYPE_TENSION", "PERSP_2"),
    "stat-acces-emploi": ("TRIMESTRE", "DUREEEMP", "ACC_1"),
}
SMALL = {"codeTypeTerritoire": "DEP", "codeTerritoire": "48", "codeActivite": "B1601"}


def ask(client, resource: str, **changes):
    period, nomenclature, code = RESOURCES[resource]
    api = "acces_emploi" if code == "ACC_1" else "marche_travail"
    question = QUESTION | {"codeTypePeriode": period, "codeTypeNomenclature": nomenclature} | changes
    told = {name: value for name, value in question.items() if value is not None}
    return client.post(api, f"/v1/indicateur/{resource}", told)


@pytest.mark.parametrize("resource", RESOURCES)
async def test_the_last_period_of_each_indicator(client, resource):
    answer = await ask(client, resource)
    envelope = answer.json()
    lines = envelope["listeValeursParPeriode"]
    assert (answer.status, envelope["codeIndicateur"]) == (200, RESOURCES[resource][2])
    assert (envelope["libTerritoire"], lines[0]["libActivite"]) == ("Nord", "Infirmier / Infirmière")
    assert {line["codePeriode"] for line in lines} == {"2025" if "perspective" in resource else "2026T2"}
    assert all("listeValeurParCaract" not in line for line in lines)
    assert all(isinstance(line["valeurPrincipaleNombre"], int) for line in lines)


async def test_the_tension_of_an_occupation(client):
    answer = await ask(client, "stat-perspective-employeur", listeCodeNomenclature=["PERSPECTIVE"])
    (line,) = answer.json()["listeValeursParPeriode"]
    assert line["codeNomenclature"] == "PERSPECTIVE"
    assert line["valeurPrincipaleNombre"] in range(1, 6)
    assert line["libPeriode"] == "ANNEE 2025"


async def test_access_is_a_rate(client):
    lines = (await ask(client, "stat-acces-emploi")).json()["listeValeursParPeriode"]
    rates = {line["codeNomenclature"]: line["valeurSecondaireTaux"] for line in lines}
    assert 100 > rates["SUP1M"] > rates["CDI"] > 0


@pytest.mark.parametrize(("mode", "told"), [("null", {None}), ("absent", {"nothing"})])
async def test_the_rate_may_be_null_or_absent(server, client, mode, told):
    server.switch(access_rate=mode)
    lines = (await ask(client, "stat-acces-emploi")).json()["listeValeursParPeriode"]
    assert {line.get("valeurSecondaireTaux", "nothing") for line in lines} == told


async def test_several_periods_unless_the_last_is_asked_for(client):
    lines = (await ask(client, "stat-offres", dernierePeriode=None)).json()["listeValeursParPeriode"]
    periods = [line["codePeriode"] for line in lines]
    assert len(set(periods)) == 10
    assert periods == sorted(periods, reverse=True)
    chosen = await ask(client, "stat-offres", dernierePeriode=None, listeCodePeriode=["2026T1", "2025T4"])
    assert {one["codePeriode"] for one in chosen.json()["listeValeursParPeriode"]} == {"2026T1", "2025T4"}


async def test_with_all_characteristics_it_is_big(client):
    answer = await ask(client, "stat-demandeurs", dernierePeriode=None, sansCaracteristiques=None)
    assert 1.2e6 < len(answer.body) < 1.8e6
    genders = await ask(
        client,
        "stat-demandeurs",
        sansCaracteristiques=None,
        listeCaracteristiques=[{"codeTypeCaracteristique": "GENRE", "codeCaracteristique": "F"}],
    )
    line = genders.json()["listeValeursParPeriode"][0]
    assert [one["libCaract"] for one in line["listeValeurParCaract"]] == ["Femmes"]


async def test_larger_territories_count_more_people(client):
    counts = []
    for kind, code in (("DEP", "59"), ("REG", "32"), ("NAT", "FR")):
        answer = await ask(
            client,
            "stat-demandeurs",
            codeTypeTerritoire=kind,
            codeTerritoire=code,
            listeCodeNomenclature=["ABC"],
        )
        counts.append(answer.json()["listeValeursParPeriode"][0]["valeurPrincipaleNombre"])
    assert counts == sorted(counts)


async def test_all_occupations_together(client):
    answer = await ask(client, "stat-embauches", codeTypeActivite="CUMUL", codeActivite="CUMUL")
    assert answer.json()["listeValeursParPeriode"][0]["libActivite"] == "Tous métiers cumulés"


async def test_bassins_and_epci_are_territories_too(client):
    path = "/v1/referentiel/territoires-communes/COM"
    commune = (await client.get("marche_travail", path, {"filtreTerritoire": "59350"})).json()[
        "territoiresCommunes"
    ][0]
    for kind, code in (
        ("BASBMO", commune["codeTerritoireParentBassin"]),
        ("EPCI", commune["codeTerritoireParentEPCI"]),
    ):
        answer = await ask(client, "stat-offres", codeTypeTerritoire=kind, codeTerritoire=code)
        assert answer.json()["listeValeursParPeriode"]


async def test_the_dynamics_are_told_for_the_mean_only(client):
    question = QUESTION | {"codeTypePeriode": "TRIMESTRE"}
    mean = question | {"codeTypeActivite": "MOYENNE", "codeActivite": "MOYENNE"}
    told = await client.post("marche_travail", "/v1/indicateur/stat-dynamique-emploi", mean)
    assert told.json()["listeValeursParPeriode"]
    nothing = await client.post("marche_travail", "/v1/indicateur/stat-dynamique-emploi", question)
    assert "listeValeursParPeriode" not in nothing.json()


async def test_pay_by_post_is_empty_for_occupations(client):
    question = QUESTION | {"codeTypePeriode": "ANNEE"}
    answer = await client.post("marche_travail", "/v1/indicateur/stat-salaires-en-poste", question)
    assert (answer.status, answer.json()) == (200, {"codeIndicateur": "SAL_3"})


NO_DATA = [
    ("200", 200, '{"codeIndicateur":"ACC_1","libIndicateur":"Accès à l\'emploi"}'),
    ("400", 400, "n'est pas disponible pour cet indicateur"),
    ("500", 500, "Le serveur n'a pas pu trouver la liste"),
    ("status404msg", 500, "Status code = 404"),
]


@pytest.mark.parametrize(("face", "status", "text"), NO_DATA)
async def test_no_data_has_four_faces(server, client, face, status, text):
    server.switch(no_data_face=face)
    for question in (SMALL, {"codeTypePeriode": "MOIS"}):
        answer = await ask(client, "stat-acces-emploi", **question)
        assert (answer.status, text in answer.body.decode()) == (status, True)


async def test_the_faces_can_be_mixed(server, client):
    server.play("S1")
    codes = ["B1601", "B1602", "B1603", "B1604", "B1802", "B1803", "B1806", "L1502", "L1504", "L1506"]
    answers = [await ask(client, "stat-acces-emploi", **{**SMALL, "codeActivite": code}) for code in codes]
    assert {answer.status for answer in answers} == {200, 400, 500}


async def test_unknown_territories(server, client):
    unknown = {"codeTerritoire": "999"}
    assert (await ask(client, "stat-offres", **unknown)).status == 400
    server.play("S4")
    assert (await ask(client, "stat-offres", **unknown)).status == 500


@pytest.mark.parametrize("question", [{"codeActivite": "Z9999"}, {"codeTerritoire": None}])
async def test_wrong_questions_are_refused(client, question):
    answer = await ask(client, "stat-offres", **question)
    assert (answer.status, answer.json()["codeHttp"]) == (400, 400)


async def test_a_body_that_is_no_object_is_refused(client):
    assert (await client.post("marche_travail", "/v1/indicateur/stat-offres", ["DEP"])).status == 400


async def test_a_missing_scope_is_403_with_an_empty_body(server, client):
    server.play("S2")
    for resource in ("stat-offres", "stat-acces-emploi"):
        answer = await ask(client, resource)
        assert (answer.status, answer.body) == (403, b"")


async def test_each_api_has_only_its_own_indicators(client):
    question = QUESTION | {"codeTypePeriode": "TRIMESTRE"}
    assert (await client.post("acces_emploi", "/v1/indicateur/stat-offres", question)).status == 403
    assert (await client.post("marche_travail", "/v1/indicateur/stat-acces-emploi", question)).status == 403
