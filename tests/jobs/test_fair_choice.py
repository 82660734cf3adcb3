from datetime import date

import pytest

from services.jobs.fair_choice import choose_fairs
from services.jobs.places import Area, Departement
from services.jobs.schemas.events import JobFair

NORD = Departement(code="59", name="Nord", region=Area(code="32", name="Hauts-de-France"))
COTE_D_OR = Departement(code="21", name="Côte-d'Or", region=Area(code="27", name="Bourgogne-Franche-Comté"))
DAYS = (date(2026, 11, 1), date(2026, 11, 30))


def fair(place: str | None, start: str = "2026-11-02", end: str = "2026-11-20") -> JobFair:
    unknown = dict.fromkeys(JobFair.model_fields)
    days = {"starts_on": date.fromisoformat(start), "ends_on": date.fromisoformat(end)}
    return JobFair(**unknown | {"id": 1, "title": "Salon", "place": place} | days)


@pytest.mark.parametrize(
    ("place", "departement", "shown"),
    [
        ("Hauts-de-France", NORD, True),
        ("NORD", NORD, True),
        ("France entière", NORD, True),
        (None, NORD, True),
        ("Île-de-France", NORD, False),
        ("Nordhouse", NORD, False),
        ("Hauts-de-France", COTE_D_OR, False),
        ("Cote d’Or", COTE_D_OR, True),
        ("Bretagne", None, True),
    ],
)
def test_fairs_concern_a_departement_its_region_or_everybody(
    place: str | None, departement: Departement | None, shown: bool
):
    assert bool(choose_fairs([fair(place)], DAYS, departement)) is shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-10-01", "2026-10-31", False),
        ("2026-10-01", "2026-11-01", True),
        ("2026-11-30", "2026-12-15", True),
        ("2026-12-01", "2026-12-15", False),
    ],
)
def test_fairs_that_are_over_or_not_yet_there_are_left_out(start: str, end: str, shown: bool):
    assert bool(choose_fairs([fair(None, start, end)], DAYS, None)) is shown
