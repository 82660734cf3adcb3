from services.jobs.offer_search import (
    ContractType,
    Experience,
    OfferSearch,
    OfferSort,
    Recency,
    is_exact,
    split_search,
)

ROMES = tuple(f"A{number:04d}" for number in range(450))
COMMUNES = tuple(f"690{number:02d}" for number in range(12))


def test_filters_are_spelt_as_upstream_wants_them():
    search = OfferSearch(
        rome=("J1506", "K1304"),
        communes=("59350",),
        distance_km=0,
        contract=(ContractType.CDI, ContractType.MIS),
        experience=Experience.FROM_1_TO_3_YEARS,
        full_time=False,
        published_within_days=Recency.WEEK,
        few_candidates=True,
        sort=OfferSort.DISTANCE,
    )
    assert dict(search.params(20, 40)) == {
        "range": "20-39",
        "sort": "2",
        "codeROME": "J1506,K1304",
        "commune": "59350",
        "distance": "0",
        "typeContrat": "CDI,MIS",
        "experience": "2",
        "tempsPlein": "false",
        "publieeDepuis": "7",
        "offresManqueCandidats": "true",
    }


def test_filters_that_are_not_set_are_not_sent():
    assert dict(OfferSearch(departement="59").params(0, 1)) == {
        "range": "0-0",
        "sort": "0",
        "departement": "59",
    }


def test_more_than_upstream_accepts_is_asked_in_parts():
    parts = split_search(OfferSearch(rome=ROMES, communes=COMMUNES))
    assert len(parts) == 3 * 3
    assert {code for part in parts for code in part.rome} == set(ROMES)
    assert {code for part in parts for code in part.communes} == set(COMMUNES)
    assert max(len(part.rome) for part in parts) <= 200
    assert max(len(part.communes) for part in parts) <= 5


def test_the_order_and_repetition_of_codes_do_not_matter():
    first = OfferSearch(rome=("J1506", "A1101", "J1506"))
    assert split_search(first) == split_search(OfferSearch(rome=("A1101", "J1506")))


def test_totals_around_many_towns_may_overlap():
    assert is_exact(OfferSearch(communes=COMMUNES, distance_km=0))
    assert is_exact(OfferSearch(communes=COMMUNES[:5], distance_km=30))
    assert not is_exact(OfferSearch(communes=COMMUNES, distance_km=30))
