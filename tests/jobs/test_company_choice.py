from services.jobs.company_choice import choose_companies
from services.jobs.places import guess_place
from services.jobs.schemas.companies import Company, CompanySort

LILLE = guess_place("59350").model_copy(update={"latitude": 50.632, "longitude": 3.047})


def company(siret: str, potential: float | None, north_km: float | None) -> Company:
    known = {name: None for name in Company.model_fields if name not in {"siret", "name"}}
    place = {} if north_km is None else {"latitude": 50.632 + north_km / 111.2, "longitude": 3.047}
    return Company(**known | {"siret": siret, "name": siret, "hiring_potential": potential} | place)


NEAR, FAR, BEYOND, SOMEWHERE = (
    company("near", 10, 1),
    company("far", 90, 9),
    company("beyond", 99, 11.5),
    company("somewhere", None, None),
)


def chosen(sort: CompanySort, *companies: Company) -> list[str]:
    return [one.siret for one in choose_companies(companies, LILLE, 10, sort)]


def test_offices_beyond_the_radius_are_left_out_and_the_likeliest_come_first():
    assert chosen(CompanySort.POTENTIAL, NEAR, BEYOND, SOMEWHERE, FAR) == ["far", "near", "somewhere"]


def test_the_nearest_may_come_first():
    assert chosen(CompanySort.DISTANCE, FAR, SOMEWHERE, NEAR) == ["near", "far", "somewhere"]


def test_an_office_that_is_found_twice_is_shown_once_at_its_best():
    twin = NEAR.model_copy(update={"hiring_potential": 95})
    (shown,) = choose_companies([NEAR, twin], LILLE, 10, CompanySort.POTENTIAL)
    assert (shown.hiring_potential, shown.distance_km) == (95, 1.0)


def test_without_a_centre_nothing_is_measured():
    (shown,) = choose_companies([BEYOND], guess_place("59350"), 10, CompanySort.POTENTIAL)
    assert shown.distance_km is None
