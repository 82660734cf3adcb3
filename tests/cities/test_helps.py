"""Which schemes fit whom."""

import pytest

from services.cities.helps import Person, count_projects, count_situations, filter_helps, fits
from shared.events.rows import Help
from tests.cities.france import HELP


def scheme(**facts: object) -> Help:
    return Help.model_validate(HELP | facts)


STUDENT = scheme(slug="student", project=["logement"], situation=["etudiant"], age_min=18, age_max=25)
ANYBODY = scheme(
    slug="anybody", project=["logement", "emploi"], situation=["tous"], age_min=None, age_max=None
)
WORKER = scheme(slug="worker", project=["emploi"], situation=["salarie"], age_min=16, age_max=None)
ALL = [STUDENT, ANYBODY, WORKER]


@pytest.mark.parametrize(
    ("person", "slugs"),
    [
        (Person(), ["student", "anybody", "worker"]),
        (Person(project="emploi"), ["anybody", "worker"]),
        (Person(project="Emploi"), ["anybody", "worker"]),
        (Person(situation="salarie"), ["anybody", "worker"]),
        (Person(situation="retraite"), ["anybody"]),
        (Person(age=17), ["anybody", "worker"]),
        (Person(age=25), ["student", "anybody", "worker"]),
        (Person(age=26), ["anybody", "worker"]),
        (Person(project="logement", situation="etudiant", age=40), ["anybody"]),
    ],
)
def test_a_person_sees_what_fits(person: Person, slugs: list[str]):
    assert [one.slug for one in filter_helps(ALL, person)] == slugs


def test_bounds_of_age_are_included():
    assert [fits(STUDENT, Person(age=age)) for age in (17, 18, 25, 26)] == [False, True, True, False]


def test_counts_are_what_choosing_would_show():
    person = Person(situation="salarie", age=30)
    projects = count_projects(ALL, person)
    assert projects == {"emploi": 2, "logement": 1}
    for project, count in projects.items():
        assert len(filter_helps(ALL, Person(project, "salarie", 30))) == count
    assert count_situations(ALL, person) == {"etudiant": 1, "salarie": 2}
