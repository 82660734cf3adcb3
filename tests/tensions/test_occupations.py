from services.tensions.occupations import build_occupations
from services.tensions.queries.index import OccupationRow

OCCUPATIONS = build_occupations(
    [
        OccupationRow("J1508", "Infirmier en pratique avancée", "J1506"),
        OccupationRow("J1506", "Infirmier", "J1506"),
        OccupationRow("J1502", "Cadre de santé", "J1502"),
        OccupationRow("K1301", "Éducateur", None),
    ],
    with_tension={"J1506", "J1502"},
)


def test_they_are_in_the_order_of_codes():
    assert list(OCCUPATIONS) == ["J1502", "J1506", "J1508", "K1301"]


def test_a_code_has_its_own_tension_or_its_parent_s():
    bearers = {code: occupation.tension_rome for code, occupation in OCCUPATIONS.items()}
    assert bearers == {"J1502": "J1502", "J1506": "J1506", "J1508": "J1506", "K1301": None}


def test_family_and_domain_are_the_start_of_the_code():
    assert (OCCUPATIONS["J1508"].family, OCCUPATIONS["J1508"].domain) == ("J", "J15")
