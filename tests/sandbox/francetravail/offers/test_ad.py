"""What ads hold, in three thousand of them."""

import re
from collections import Counter
from typing import Any

import numpy as np
import pytest

from sandbox.francetravail.offers.ad import write_ad
from sandbox.francetravail.offers.reading import read_offer
from sandbox.francetravail.offers.stock import Stock
from sandbox.francetravail.settings import SandboxSettings
from sandbox.francetravail.world import read_world
from tests.sandbox.francetravail.conftest import NOW

Record = dict[str, Any]


ALWAYS = {
    "id",
    "intitule",
    "romeCode",
    "romeLibelle",
    "dateCreation",
    "typeContrat",
    "lieuTravail",
    "origineOffre",
}
DOCUMENTED = ALWAYS | {
    *("description", "dateActualisation", "appellationlibelle", "entreprise", "typeContratLibelle"),
    *("natureContrat", "experienceExige", "experienceLibelle", "formations", "langues", "permis"),
    *(
        "competences",
        "salaire",
        "dureeTravailLibelle",
        "dureeTravailLibelleConverti",
        "alternance",
        "contact",
    ),
    *("agence", "nombrePostes", "accessibleTH", "deplacementCode", "deplacementLibelle"),
    *("qualificationCode", "qualificationLibelle", "codeNAF", "secteurActivite", "secteurActiviteLibelle"),
    *("trancheEffectifEtab", "qualitesProfessionnelles", "offresManqueCandidats", "contexteTravail"),
    *("entrepriseAdaptee", "employeurHandiEngage"),
}


@pytest.fixture(scope="module")
def sample() -> list[Record]:
    stock = Stock(read_world(SandboxSettings().data, 7, 20_000))
    seconds = stock.advance(NOW)
    present = stock.live(np.arange(len(stock.world.slots), dtype=np.int32), seconds)
    return [write_ad(read_offer(stock, int(slot)), stock.world, seconds) for slot in present[::6]]


def test_ads_have_the_documented_fields_and_gaps(sample):
    missing = Counter(name for offer in sample for name in DOCUMENTED - offer.keys())
    assert not ALWAYS & missing.keys()
    assert {name for offer in sample for name in offer} == DOCUMENTED
    assert {"dateActualisation", "salaire", "qualificationCode", "codeNAF", "permis"} <= missing.keys()
    places = [offer["lieuTravail"] for offer in sample]
    assert 0.02 < sum("commune" not in place for place in places) / len(places) < 0.12
    assert any("commune" in place and "codePostal" not in place for place in places)
    assert 0.02 < sum("nom" not in offer["entreprise"] for offer in sample) / len(sample) < 0.12


def test_partner_ads(sample):
    partners = [offer for offer in sample if offer["origineOffre"]["origine"] == "2"]
    assert 0.03 < len(partners) / len(sample) < 0.08
    for offer in partners:
        assert re.fullmatch(r"\d{9}", offer["id"])
        assert offer["contact"] == {}
        assert offer["origineOffre"]["partenaires"][0]["nom"].endswith("(exemple)")


def test_pay_is_told_in_all_its_ways(sample):
    pays = [offer.get("salaire") for offer in sample]
    labels = [pay["libelle"] for pay in pays if pay and "libelle" in pay]
    assert None in pays
    assert {"commentaire"} in [pay.keys() for pay in pays if pay]
    assert {label.split()[0] for label in labels} >= {"Mensuel", "Annuel", "Horaire", "Cachet"}
    assert any("," in label for label in labels)
    assert any("sur 12 mois" in label for label in labels)


def test_some_texts_are_odd(sample):
    texts = [offer["description"] for offer in sample]
    assert any("&#x27;" in text for text in texts)
    assert any("Ã" in text for text in texts)
    assert all("\n" in text for text in texts)


def test_everything_in_an_ad_is_plainly_fictional(sample):
    for offer in sample:
        assert offer["entreprise"].get("nom", "(exemple)").lower().endswith("(exemple)")
        for host in re.findall(r"https?://([^/\s\"']+)", str(offer)):
            assert host.endswith(".invalid")


def test_contact_holds_no_address_but_a_link(sample):
    contacts = [offer["contact"] for offer in sample]
    mails = [contact["courriel"] for contact in contacts if "courriel" in contact]
    assert mails
    assert all(mail.startswith("Pour postuler, utiliser le lien suivant : https://") for mail in mails)
