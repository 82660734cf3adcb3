"""Offres d'emploi v2, with each of its oddities."""

import orjson
import pytest

from services.jobs.clients.offers import OffersClient, parse_offer, parse_slice, parse_total
from services.jobs.offer_search import OfferSearch, OfferSort
from services.jobs.proxy.failures import RequestRefusedError, UnreadableError
from services.jobs.proxy.resources import Answer
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from shared.errors import ServiceError, UnavailableError, UpstreamError
from tests.sandbox.francetravail.server import FranceTravail

NURSES_IN_LILLE = OfferSearch(rome=("J1506",), communes=("59350",), distance_km=30)
NOTHING = OfferSearch(rome=("N3101",), communes=("48027",), distance_km=0)


@pytest.fixture
def client() -> OffersClient:
    return OffersClient(Lifetimes())


def answer(body: object, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, named, body if isinstance(body, bytes) else orjson.dumps(body))


async def test_a_search_has_offers_a_total_and_facets(client: OffersClient, visit: Visit):
    found = (await client.search(visit, NURSES_IN_LILLE, 0, 10)).value
    assert len(found.offers) == 10
    assert found.exact
    assert found.facets is not None
    assert sum(found.facets["typeContrat"].values()) == found.total > 10


async def test_the_total_of_a_count_is_that_of_the_search(client: OffersClient, visit: Visit):
    searched = (await client.search(visit, NURSES_IN_LILLE, 0, 5)).value
    assert (await client.count(visit, NURSES_IN_LILLE)).value.total == searched.total


async def test_nothing_found_is_an_empty_page(client: OffersClient, visit: Visit):
    found = (await client.search(visit, NOTHING, 0, 10)).value
    assert (found.total, found.exact, found.offers, found.facets) == (0, True, [], None)
    assert (await client.count(visit, NOTHING)).value.total == 0


async def test_complete_answers_may_be_206(client: OffersClient, visit: Visit, france: FranceTravail):
    france.switch(always_206=True)
    found = (await client.search(visit, NURSES_IN_LILLE, 0, 150)).value
    assert len(found.offers) == min(found.total, 150)


async def test_without_content_range_the_facets_tell_the_total(
    client: OffersClient, visit: Visit, france: FranceTravail
):
    france.switch(drop_content_range=True)
    found = (await client.search(visit, NURSES_IN_LILLE, 0, 5)).value
    counted = (await client.count(visit, NURSES_IN_LILLE)).value
    assert not found.exact
    assert found.total == counted.total > 5


async def test_without_any_total_a_page_has_at_least_its_offers_and_a_count_fails(
    client: OffersClient, visit: Visit, france: FranceTravail
):
    france.switch(drop_content_range=True, drop_filtres=True)
    found = (await client.search(visit, NURSES_IN_LILLE, 0, 5)).value
    assert (found.total, found.exact, found.facets) == (5, False, None)
    with pytest.raises(UnreadableError, match="tells no total"):
        await client.count(visit, NURSES_IN_LILLE)


async def test_an_offer_is_read_again_by_its_identifier(client: OffersClient, visit: Visit):
    listed = (await client.search(visit, NURSES_IN_LILLE, 0, 30)).value.offers
    read = [(await client.get(visit, offer.id)).value for offer in listed[:5]]
    assert [one for one in read if one is not None] == [listed[n] for n in range(5) if read[n] is not None]
    assert any(read)


async def test_an_offer_that_is_gone_is_none(client: OffersClient, visit: Visit, france: FranceTravail):
    (offer,) = (await client.search(visit, NURSES_IN_LILLE, 0, 1)).value.offers
    france.switch(withdrawn_ids=[offer.id])
    assert (await client.get(visit, offer.id)).value is None


async def test_a_malformed_identifier_is_refused(client: OffersClient, visit: Visit):
    with pytest.raises(RequestRefusedError) as raised:
        await client.get(visit, "NOTANID")
    assert raised.value.upstream_status == 400


async def test_partner_offers_are_applied_for_on_the_site_of_the_partner(client: OffersClient, visit: Visit):
    everything = (await client.search(visit, OfferSearch(sort=OfferSort.DATE), 0, 150)).value.offers
    partners = [offer for offer in everything if offer.partner]
    assert partners
    assert all(offer.apply_url == offer.partner.url for offer in partners if offer.partner)


async def test_places_that_are_no_communes_have_no_coordinates(client: OffersClient, visit: Visit):
    everything = (await client.search(visit, OfferSearch(sort=OfferSort.DATE), 0, 150)).value.offers
    vague = [offer.place for offer in everything if offer.place.code_insee is None]
    assert vague
    assert all(place.label and place.latitude is None for place in vague)


async def test_pay_is_told_as_published_or_not_at_all(client: OffersClient, visit: Visit):
    offers = (await client.search(visit, NURSES_IN_LILLE, 0, 150)).value.offers
    labels = [offer.pay.label for offer in offers if offer.pay]
    assert any(label and label.startswith(("Mensuel de", "Annuel de")) for label in labels)
    assert any(offer.pay is None for offer in offers)


@pytest.mark.parametrize("code", ["G6", "G8", "F13"])
async def test_answers_that_cannot_be_used_are_problems(
    client: OffersClient, visit: Visit, france: FranceTravail, code: str
):
    france.play(code, api="offres", times=-1)
    with pytest.raises(ServiceError) as raised:
        await client.search(visit, NURSES_IN_LILLE, 0, 10)
    assert isinstance(raised.value, UpstreamError | UnavailableError)


@pytest.mark.parametrize("kind", ["wrong_shape", "invalid_json", "html"])
async def test_wrong_shapes_are_bad_answers(
    client: OffersClient, visit: Visit, france: FranceTravail, kind: str
):
    france.fail_next(api="offres", kind=kind, times=-1)
    with pytest.raises(UpstreamError):
        await client.search(visit, NURSES_IN_LILLE, 0, 10)


def test_an_offer_that_cannot_be_read_does_not_take_the_others_with_it():
    page = {"resultats": [{"id": "1", "intitule": "Boulanger"}, {"intitule": "?"}, None]}
    found = parse_slice(answer(page, content_range="offres 0-2/3"))
    assert [offer.id for offer in found.offers] == ["1"]
    assert found.total == 3


def test_a_page_of_which_nothing_can_be_read_is_a_bad_answer():
    with pytest.raises(UnreadableError, match="none of 2 offers"):
        parse_slice(answer({"resultats": [{}, 3]}))


def test_an_offer_needs_nothing_but_an_identifier_and_a_title():
    offer = parse_offer(answer({"id": "1", "intitule": "Boulanger"}))
    assert offer is not None
    assert (offer.pay, offer.employer.name, offer.place.label, offer.apply_url) == (None, None, None, None)


def test_odd_fields_are_not_told():
    odd = {
        "id": "1",
        "intitule": "Boulanger &amp; p&acirc;tissier",
        "dateCreation": "yesterday",
        "lieuTravail": None,
        "entreprise": "none",
        "competences": [None, {"libelle": "Pétrir"}, "x"],
        "nombrePostes": "two",
        "origineOffre": {"urlOrigine": "javascript:alert(1)"},
    }
    offer = parse_offer(answer(odd))
    assert offer is not None
    assert offer.title == "Boulanger & pâtissier"
    assert (offer.published_at, offer.positions, offer.url) == (None, None, None)
    assert [skill.label for skill in offer.skills] == ["Pétrir"]


@pytest.mark.parametrize(
    ("header", "total"), [("offres 0-0/9981", 9981), ("*/0", 0), ("offres 0-149/ 12 ", 12)]
)
def test_totals_are_read_from_content_range(header: str, total: int):
    assert parse_total(answer({"resultats": []}, content_range=header)).total == total
