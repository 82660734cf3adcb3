import pytest

from sandbox.francetravail.offers.formats import BadParameterError
from sandbox.francetravail.offers.query import keep_first, read_range

KEYWORDS = (
    "Format du paramètre « motsCles » incorrect. "
    "7 mots-clé au maximum séparés par des virgules et d'au moins 2 caractères."
)
DATES = (
    "Les paramètres minCreationDate et maxCreationDate sont dépendants et doivent être renseignés ensemble."
)

MESSAGES = [
    ({"motsCles": "a"}, KEYWORDS),
    ({"motsCles": "un,deux,trois,quatre,cinq,six,sept,huit"}, KEYWORDS),
    ({"motsCles": "boulanger<script>"}, KEYWORDS),
    ({"range": "0-150"}, "La plage de résultats demandée est trop importante."),
    ({"range": "3001-3010"}, "La position de début doit être inférieure ou égale à 3000."),
    ({"range": "3100-3149"}, "La position de début doit être inférieure ou égale à 3000."),
    ({"range": "3000-3150"}, "La position de fin doit être inférieure ou égale à 3149."),
    ({"range": "dix"}, "Format du paramètre « range » incorrect. <entier>-<entier> attendu."),
    ({"range": "10-5"}, "Format du paramètre « range » incorrect. <entier>-<entier> attendu."),
    ({"commune": "Lille"}, "Valeur du paramètre « commune » incorrecte."),
    ({"commune": "75001"}, "Valeur du paramètre « commune » incorrecte."),
    ({"commune": "00000"}, "Valeur du paramètre « commune » incorrecte."),
    ({"commune": "01340"}, "Valeur du paramètre « commune » incorrecte."),
    ({"departement": "Nord"}, "Valeur du paramètre « departement » incorrecte."),
    ({"region": "Bretagne"}, "Valeur du paramètre « region » incorrecte."),
    ({"region": "11,32"}, "Valeur du paramètre « region » incorrecte."),
    ({"typeContrat": "CDX"}, "Valeur du paramètre « typeContrat » incorrecte."),
    ({"typeContrat": "DDT"}, "Valeur du paramètre « typeContrat » incorrecte."),
    ({"natureContrat": "Contrat travail"}, "Valeur du paramètre « natureContrat » incorrecte."),
    ({"codeROME": "boulanger"}, "Valeur du paramètre « codeROME » incorrecte."),
    ({"tempsPlein": "oui"}, "Format du paramètre « tempsPlein » incorrect. Booléen attendu."),
    ({"grandDomaine": "Z"}, "Format du paramètre « grandDomaine » incorrect. A, B, C, … ou N attendu."),
    ({"experienceExigence": "X"}, "Format du paramètre « experienceExigence » incorrect. D, E ou S attendu."),
    ({"publieeDepuis": "5"}, "Format du paramètre « publieeDepuis » incorrect. 1, 3, 7, 14 ou 31 attendu."),
    ({"experience": "5"}, "Format du paramètre « experience » incorrect. 0, 1, 2, 3 ou 4 attendu."),
    ({"minCreationDate": "2026-11-01T00:00:00Z"}, DATES),
    ({"maxCreationDate": "2026-11-01T00:00:00Z"}, DATES),
]
PARAMETERS_REFUSED = [
    {"salaireMin": "2000"},
    {"periodeSalaire": "M"},
    {"salaireMin": "2000", "periodeSalaire": "X"},
    {"minCreationDate": "2026-11-01", "maxCreationDate": "2026-11-02"},
    {"commune": "59350,59512,62041,80021,02691,60057"},
    {"departement": "59,62,80,02,60,76"},
    {"codeROME": ",".join(["J1506"] * 201)},
    {"distance": "loin", "commune": "59350"},
    {"sort": "3"},
    {"qualification": "1"},
    {"domaine": "Z99"},
    {"theme": "999"},
    {"appellation": "0"},
    {"secteurActivite": "01,10,16"},
    {"codeNAF": "00.00Z"},
    {"paysContinent": "ZZ"},
    {"dureeHebdoMin": "35"},
    {"dureeContratMax": "100"},
    {"niveauFormation": "BAC"},
    {"permis": "Z"},
    {"partenaires": "NOBODY"},
    {"origineOffre": "3"},
    {"offresMRS": "1"},
    {"departement": "59", "inclureLimitrophes": "oui"},
]


@pytest.mark.parametrize(("params", "message"), MESSAGES, ids=lambda one: str(one)[:40])
async def test_what_is_refused_and_how(client, params, message):
    answer = await client.search(params)
    fault = answer.json()
    assert (answer.status, fault["message"], fault["codeHttp"]) == (400, message, 400)
    assert fault["codeErreur"].isdigit()


@pytest.mark.parametrize("params", PARAMETERS_REFUSED, ids=lambda one: str(one)[:40])
async def test_what_else_is_refused(client, params):
    answer = await client.search(params)
    assert answer.status == 400
    assert next(iter(params)) in answer.json()["message"] or len(params) > 1


async def test_the_quotes_may_hold_no_break_spaces(server, client):
    server.switch(quote_spaces="nbsp")
    message = (await client.search(commune="Lille")).json()["message"]
    assert message == "Valeur du paramètre «\u00a0commune\u00a0» incorrecte."


@pytest.mark.parametrize(
    "name", ["pays", "paysContinents", "travailATemps", "fooBar", "coderome", "CodeROME", "MotsCles"]
)
async def test_unknown_parameters_are_silently_ignored(client, name):
    everything = await client.search(range="0-0")
    answer = await client.search({"range": "0-0", name: "J1506"})
    assert (answer.status, answer.total) == (206, everything.total)


async def test_unknown_parameters_can_be_refused_to_catch_mistakes(server, client):
    server.switch(unknown_params="reject")
    assert (await client.search(coderome="J1506")).status == 400
    assert (await client.search(codeROME="J1506", range="0-0")).status == 206


async def test_the_first_of_repeated_parameters_is_kept(client):
    both = await client.search([("domaine", "M18"), ("domaine", "A12"), ("range", "0-0")])
    first = await client.search(domaine="M18", range="0-0")
    assert both.total == first.total


async def test_experience_4_is_accepted(client):
    assert (await client.search(experience="4")).status == 204


async def test_200_occupations_are_accepted(client):
    codes = ",".join(["J1506", "J1501"] * 100)
    assert (await client.search(codeROME=codes, range="0-0")).status == 206


def test_the_widest_ranges():
    assert read_range("0-149") == (0, 149)
    assert read_range("3000-3149") == (3000, 3149)
    with pytest.raises(BadParameterError):
        read_range("")


def test_empty_parameters_are_as_if_absent():
    assert keep_first([("commune", ""), ("sort", "1"), ("sort", "2")]) == {"sort": "1"}
