from typing import Any

from gateway.legacy.offers import describe_fair, describe_offer, lacks_position
from tests.legacy.schemas import Offer

NOTHING: dict[str, Any] = {
    "id": "207KQDM",
    "title": "Infirmier (H/F)",
    "job_title": None,
    "code_rome": None,
    "rome_label": None,
    "description": None,
    "published_at": None,
    "updated_at": "2026-11-20T08:00:00Z",
    "place": {
        "label": "59 - Nord",
        "latitude": None,
        "longitude": None,
        "postal_code": None,
        "code_insee": None,
    },
    "employer": {"name": None},
    "pay": None,
    "contract": {"code": None, "label": None},
    "hours": {"summary": None},
    "experience": {"requirement": None, "label": None},
    "few_candidates": None,
    "url": None,
    "apply_url": None,
}
LILLE = {"latitude": 50.63, "longitude": 3.05}


def test_an_offer_that_tells_little_has_all_that_the_front_reads():
    described = describe_offer(NOTHING, LILLE)
    Offer.model_validate(described)
    assert described["appellationlibelle"] == "Infirmier (H/F)"
    assert (described["lieuTravail"]["latitude"], described["lieuTravail"]["longitude"]) == (50.63, 3.05)
    assert lacks_position(NOTHING)


def test_an_offer_keeps_its_own_place():
    place = {**NOTHING["place"], "latitude": 48.1, "longitude": -1.7}
    described = describe_offer(
        {**NOTHING, "place": place, "experience": {"requirement": "desired", "label": "1 an"}}, LILLE
    )
    assert described["lieuTravail"]["latitude"] == 48.1
    assert described["experienceExige"] == "S"


def test_days_of_fairs_are_french():
    fair = {
        "id": 1,
        "title": "Salon",
        "starts_on": "2026-11-03",
        "ends_on": "2026-12-01",
        "apply_from": None,
        "apply_until": None,
        "description": None,
        "place": None,
        "organiser": None,
        "offers": None,
        "url": None,
        "under_way": True,
    }
    described = describe_fair(fair)
    assert (described["dateDebut"], described["dateFin"]) == ("03/11/2026", "01/12/2026")
    assert described["dateDebutCandidature"] is None
