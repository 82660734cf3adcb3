import pytest

FULL = (
    "code,libelle,definition,accesemploi,appellations(code,libelle,libellecourt,classification),"
    "competencesmobilisees(code,libelle,codeogr),contextestravail(code,libelle,categorie),"
    "domaineprofessionnel(code,libelle,granddomaine(code,libelle)),secteursactiviteslies(code,libelle),"
    "themes(code,libelle),metiersenproximite(code,libelle),transitionecologique,emploicadre,emploireglemente"
)


async def test_the_list_tells_codes_and_labels(client):
    rows = (await client.get("rome_metiers", "/v1/metiers/metier")).json()
    assert len(rows) == 327
    assert {"code": "J1506", "libelle": "Infirmier / Infirmière"} in rows


async def test_an_occupation_with_everything(client):
    record = (await client.get("rome_metiers", "/v1/metiers/metier/J1506", {"champs": FULL})).json()
    assert record["appellations"][0]["libelleCourt"]
    assert record["domaineProfessionnel"]["grandDomaine"] == {"code": "J", "libelle": "Santé"}
    assert {"code", "libelle", "codeOgr"} == record["competencesMobilisees"][0].keys()
    assert record["metiersEnProximite"]


async def test_titles_with_their_occupation(client):
    champs = "code,libelle,libelleCourt,metier(code)"
    rows = (await client.get("rome_metiers", "/v1/metiers/appellation", {"champs": champs})).json()
    assert len(rows) == 1575
    tractor = next(row for row in rows if row["code"] == "13201")
    assert tractor["metier"] == {"code": "A1101"}
    one = await client.get("rome_metiers", "/v1/metiers/appellation/13201")
    assert one.json() == {"code": "13201", "libelle": "Conducteur / Conductrice de tracteur"}


@pytest.mark.parametrize(("op", "more"), [("AND", False), ("OR", True)])
async def test_occupations_by_words(client, op, more):
    params = {"q": "infirmière bloc", "op": op}
    found = (await client.get("rome_metiers", "/v1/metiers/metier/requete", params)).json()["resultats"]
    codes = {one["code"] for one in found}
    assert "J1504" in codes
    assert ("J1506" in codes) is more


async def test_an_unknown_field_is_refused(client):
    answer = await client.get("rome_metiers", "/v1/metiers/metier", {"champs": "code,foo"})
    assert (answer.status, answer.json()) == (
        400,
        {
            "message": "L'attribut 'foo' n'est pas selectionnable",
            "codeMetier": "SELECTOR",
            "service": "/v1/metiers/metier",
            "code": 400,
        },
    )


async def test_an_unknown_code_is_404(client):
    answer = await client.get("rome_metiers", "/v1/metiers/metier/Z9999")
    expected = {"service": "/v1/metiers/metier", "message": "Code inexistant: Z9999", "code": 404}
    assert (answer.status, answer.json()) == (404, expected)


async def test_an_obsolete_code_leads_to_another(client):
    obsolete = await client.get("rome_metiers", "/v1/metiers/metier/D1210", {"champs": "code,obsolete"})
    assert obsolete.json() == {"code": "D1210", "obsolete": True}
    path = "/v1/substitution/METIER"
    answer = await client.get("rome_substitutions", f"{path}/D1210")
    assert answer.json() == {"code": "D1210", "codeSubstitution": "D1212", "typeEntite": "METIER"}
    assert (await client.get("rome_substitutions", f"{path}/J1506")).status == 404


async def test_one_call_per_second(server, client):
    server.control("POST", "reset")
    statuses = [(await client.get("rome_metiers", "/v1/metiers/version")).status for _ in range(3)]
    assert statuses == [200, 429, 429]


async def test_the_version_and_its_empty_body(server, client):
    assert (await client.get("rome_metiers", "/v1/metiers/version")).json()["version"] == "61"
    server.switch(rome_empty_version=True)
    answer = await client.get("rome_metiers", "/v1/metiers/version")
    assert (answer.status, answer.body) == (200, b"")


async def test_the_list_of_titles_can_be_as_long_as_the_real_one(server, client):
    server.play("R5")
    params = {"champs": "code,libelle,libelleCourt,metier(code)"}
    answer = await client.get("rome_metiers", "/v1/metiers/appellation", params)
    assert len(answer.body) > 10e6


@pytest.mark.parametrize(
    ("api", "path"),
    [
        ("rome_competences", "/v1/competences/savoir"),
        ("rome_competences", "/v1/competences/competence-detaillee"),
        ("rome_competences", "/v1/competences/competence"),
        ("rome_fiches", "/v1/fiches-rome/fiche-metier"),
        ("rome_contextes", "/v1/situations-travail/contexte-travail"),
    ],
)
async def test_the_other_lists_and_their_records(client, api, path):
    rows = (await client.get(api, path)).json()
    assert len({row["code"] for row in rows}) == len(rows) > 5
    assert (await client.get(api, f"{path}/{rows[0]['code']}")).json() == rows[0]
    assert (await client.get(api, f"{path}/ZZZ")).status == 404


async def test_the_skills_of_a_sheet(client):
    champs = "code,groupessavoirs(savoirs(libelle,code),categoriesavoirs(libelle,code)),metier(libelle,code)"
    sheet = (await client.get("rome_fiches", "/v1/fiches-rome/fiche-metier/D1104", {"champs": champs})).json()
    assert sheet["groupesSavoirs"][0]["savoirs"][0].keys() == {"libelle", "code"}
    assert sheet["metier"]["libelle"] == "Pâtissier / Pâtissière"


async def test_rome_v1_is_shut(client):
    token = await client.token("api_rome-metiersv1 nomenclatureRome")
    path = "/partenaire/rome/v1/appellation"
    assert (await client.request("GET", path, headers={"Authorization": f"Bearer {token}"})).status == 403
