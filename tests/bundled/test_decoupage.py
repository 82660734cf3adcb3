from bundled.build.decoupage import Commune, find_successors


def commune(code: str, former: list[str]) -> Commune:
    return {**unit(code), "type": "commune-actuelle", "anciensCodes": former}


def part(code: str, successor: str) -> Commune:
    return {**unit(code), "type": "commune-deleguee", "chefLieu": successor}


def unit(code: str) -> Commune:
    return {"code": code, "nom": code, "zone": "metro", "type": "", "departement": code[:2], "region": "32"}


def test_former_codes_and_parts_lead_to_the_commune_of_today():
    communes = [commune("60001", ["60002"]), commune("60003", [])]
    assert find_successors(communes, [part("60004", "60003")]) == {"60002": "60001", "60004": "60003"}


def test_where_a_commune_is_part_of_today_wins_over_where_it_was_before():
    communes = [commune("60054", ["60455"]), commune("60694", [])]
    assert find_successors(communes, [part("60455", "60694")]) == {"60455": "60694"}


def test_a_part_that_bears_the_code_of_its_commune_is_not_former():
    assert find_successors([commune("60694", [])], [part("60694", "60694")]) == {}
