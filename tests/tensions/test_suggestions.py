from services.tensions.occupations import build_occupations
from services.tensions.queries.index import OccupationRow, TitleRow
from services.tensions.suggestions import build_suggestions

OCCUPATIONS = build_occupations(
    [
        OccupationRow("D1102", "Boulanger / Boulangère", "D1102"),
        OccupationRow("D1108", "Chef boulanger / Cheffe boulangère", "D1102"),
        OccupationRow("F1607", "Serrurier / Serrurière", "F1607"),
        OccupationRow("G1803", "Serveur / Serveuse en restauration", "G1803"),
        OccupationRow("M1810", "Administrateur / Administratrice de serveurs", "M1810"),
    ],
    with_tension={"D1102", "F1607", "G1803"},
)
TITLES = [
    TitleRow("D1102", "Boulanger / Boulangère"),
    TitleRow("D1102", "Boulanger-pâtissier / Boulangère-pâtissière"),
    *(TitleRow("G1803", f"Serveur / Serveuse de {place}") for place in ("bar", "café", "banquet", "rang")),
    TitleRow("Z9999", "Serveur / Serveuse sans fiche"),
]
SUGGESTIONS = build_suggestions(OCCUPATIONS, TITLES, {"D1102": 10.0, "F1607": 5.0, "G1803": 500.0})


def titles(query: str, limit: int = 10) -> list[str]:
    return [suggestion.title for suggestion in SUGGESTIONS.find(query, limit)]


def test_the_occupation_comes_before_its_titles():
    assert titles("boulan") == [
        "Boulanger / Boulangère",
        "Boulanger-pâtissier / Boulangère-pâtissière",
        "Chef boulanger / Cheffe boulangère",
    ]


def test_a_title_that_says_what_the_label_says_is_not_repeated():
    assert titles("boulangere").count("Boulanger / Boulangère") == 1


def test_both_genders_are_found_alike():
    assert titles("serveuse de ban")[0] == titles("serveur de ban")[0] == "Serveur / Serveuse de banquet"


def test_titles_of_one_occupation_do_not_crowd_others_out():
    found = titles("serveu", limit=5)
    assert found[0] == "Serveur / Serveuse en restauration"
    assert found[-1] == "Administrateur / Administratrice de serveurs"
    assert len(titles("serveu")) == 6


def test_a_title_of_an_unknown_occupation_is_left_out():
    assert titles("sans fiche") == []


def test_occupations_with_more_offers_come_first():
    assert titles("ser")[:2] == ["Serveur / Serveuse en restauration", "Serrurier / Serrurière"]


def test_titles_of_what_matches_are_not_displaced_by_what_resembles_it():
    assert titles("serveur", limit=5)[:4] == titles("serveur")[:4]
    assert len(titles("boulanger")) == 3


def test_an_exact_title_comes_before_an_occupation_that_says_more():
    occupations = build_occupations(
        [
            OccupationRow("N4113", "Conducteur routier interurbain", "N4113"),
            OccupationRow("N4101", "Chauffeur", "N4101"),
        ],
        with_tension={"N4113", "N4101"},
    )
    suggestions = build_suggestions(occupations, [TitleRow("N4101", "Conducteur routier")], {"N4113": 900.0})
    found = suggestions.find("conducteur routier", 10)
    assert [suggestion.code_rome for suggestion in found] == ["N4101", "N4113"]


def test_occupations_alone():
    assert SUGGESTIONS.find_occupations("serveur") == ["G1803", "M1810"]


def test_an_occupation_is_found_by_its_code():
    assert titles("d1102")[0] == "Boulanger / Boulangère"
    assert titles("G18") == ["Serveur / Serveuse en restauration"]
