from dataclasses import replace

import orjson
import pytest

from services.cities.columns.place_names import list_place_names
from services.cities.search.suggest import build_suggestions
from tests.cities.town_rows import place_rows, town

COMMUNES = [
    town("59350", "Lille", population=238_000, postal_codes=["59000", "59800"], former_codes=["59298"]),
    town("62516", "Lillers", population=10_000, postal_codes=["62190"]),
    town("59599", "Tourcoing", population=98_000, postal_codes=["59200"]),
    town("42218", "Saint-Étienne", population=173_000, postal_codes=["42000", "42100"]),
    town("76575", "Saint-Étienne-du-Rouvray", population=29_000, postal_codes=["76800"]),
    town("93066", "Saint-Denis", population=149_000, postal_codes=["93200"]),
    town("97411", "Saint-Denis", population=155_000, postal_codes=["97400", "97490"]),
    town("13055", "Marseille", population=877_000, postal_codes=["13001", "13002"]),
    town("13001", "Aix-en-Provence", population=148_000, postal_codes=["13080", "13090"]),
    town("85113", "L'Île-d'Yeu", population=4_800, postal_codes=["85350"]),
    town("2A004", "Ajaccio", population=73_000, postal_codes=["20000"]),
    town("75056", "Paris", population=2_100_000, postal_codes=["75001", "75012"]),
    town(
        "75112",
        "Paris 12e Arrondissement",
        kind="arrondissement",
        parent="75056",
        population=138_000,
        postal_codes=["75012"],
    ),
    town("81202", "Parisot", population=900, postal_codes=["81310"]),
    town("63113", "Clermont-Ferrand", population=147_000),
    town("60157", "Clermont", population=10_000),
    town("26113", "Die", population=4_700),
    town("76217", "Dieppe", population=28_000),
    town("35238", "Rennes", population=225_000),
    town("59497", "Renescure", population=2_000),
    town("52056", "Bologne", population=1_800),
    town("92012", "Boulogne-Billancourt", population=119_000),
    town("12218", "Conques-en-Rouergue", population=1_500, postal_codes=["12320"], former_codes=["12076"]),
]
PLACES = place_rows(
    COMMUNES,
    regions={"32": "Hauts-de-France", "53": "Bretagne"},
    departements={"59": ("Nord", "32"), "35": ("Ille-et-Vilaine", "53"), "2A": ("Corse-du-Sud", "94")},
    former_regions=[
        ("22", "Picardie", "32"),
        ("31", "Nord-Pas-de-Calais", "32"),
        ("53", "Bretagne", "53"),
    ],
)
SUGGESTIONS = build_suggestions(list_place_names(PLACES))


def labels(query: str, *kinds: str, limit: int = 10) -> list[str]:
    return [orjson.loads(item)["label"] for item in SUGGESTIONS.find(query, kinds, limit)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lil", "Lille (59)"),
        ("LILLE", "Lille (59)"),
        ("st-etienne", "Saint-Étienne (42)"),
        ("saint etienne", "Saint-Étienne (42)"),
        ("Saint Étienne du R", "Saint-Étienne-du-Rouvray (76)"),
        ("rouvray", "Saint-Étienne-du-Rouvray (76)"),
        ("Marseile", "Marseille (13)"),
        ("l'ile d'yeu", "L'Île-d'Yeu (85)"),
        ("ile d'yeu", "L'Île-d'Yeu (85)"),
        ("59000", "Lille (59)"),
        ("59 000", "Lille (59)"),
        ("59800", "Lille (59)"),
        ("59350", "Lille (59)"),
        ("59298", "Lille (59)"),
        ("12076", "Conques-en-Rouergue (12)"),
        ("lille 59", "Lille (59)"),
        ("59000 lille", "Lille (59)"),
        ("Lille (59)", "Lille (59)"),
        ("saint-denis 93", "Saint-Denis (93)"),
        ("saint denis 974", "Saint-Denis (974)"),
        ("saint-denis", "Saint-Denis (974)"),
        ("clermont", "Clermont-Ferrand (63)"),
        ("die", "Die (26)"),
        ("2a", "Corse-du-Sud (département 2A)"),
        ("2A004", "Ajaccio (2A)"),
        ("20000", "Ajaccio (2A)"),
        ("ille-et", "Ille-et-Vilaine (département 35)"),
        ("59", "Nord (département 59)"),
        ("bretagn", "Bretagne"),
        ("picardie", "Hauts-de-France (anciennement Picardie)"),
        ("paris 12", "Paris 12e (75)"),
        ("75112", "Paris 12e (75)"),
    ],
)
def test_what_a_person_means_comes_first(query, first):
    assert labels(query)[:1] == [first]


@pytest.mark.parametrize("query", ["", "%", "  ", "_", "'; DROP TABLE", "zzzzqqqq", "99999", "🏖"])
def test_what_means_nothing_gives_nothing(query):
    assert labels(query) == []


def test_with_few_that_match_those_that_resemble_are_proposed_too():
    assert labels("renes") == ["Renescure (59)", "Rennes (35)"]
    assert labels("bolougne") == ["Bologne (52)", "Boulogne-Billancourt (92)"]
    assert labels("renes", "city", limit=1) == ["Renescure (59)"]


def test_a_code_narrows_what_was_typed_not_what_resembles_it():
    assert labels("renescure 35") == []


def test_the_most_populated_comes_first_among_equals():
    assert labels("13001") == ["Marseille (13)", "Aix-en-Provence (13)"]
    assert labels("75012") == ["Paris (75)", "Paris 12e (75)"]


def test_the_start_of_a_postal_code_finds_the_departement_then_its_towns():
    assert labels("59") == ["Nord (département 59)", "Lille (59)", "Tourcoing (59)"]
    assert labels("592") == ["Tourcoing (59)"]


def test_a_town_comes_before_the_former_name_of_a_region():
    rows = place_rows(
        [town("76351", "Pict", population=90_000), town("80625", "Picquigny", population=1_300)],
        regions={"32": "Hauts-de-France"},
        former_regions=[("22", "Picardie", "32")],
    )
    populated = replace(rows, regions=[rows.regions[0]._replace(population=6_000_000)])
    suggestions = build_suggestions(list_place_names(populated))
    found = [orjson.loads(item)["name"] for item in suggestions.find("pic", (), 10)]
    assert found == ["Pict", "Hauts-de-France", "Picquigny"]


def test_a_city_is_not_hidden_by_its_arrondissements():
    assert labels("paris") == ["Paris (75)", "Parisot (81)"]


def test_kinds_keep_their_own():
    assert labels("nord") == ["Nord (département 59)", "Hauts-de-France (anciennement Nord-Pas-de-Calais)"]
    assert labels("nord", "departement") == ["Nord (département 59)"]
    assert labels("nord", "region", "city") == ["Hauts-de-France (anciennement Nord-Pas-de-Calais)"]
    assert labels("59", "city") == ["Lille (59)", "Tourcoing (59)"]
    assert labels("lille", "region") == []


def test_a_region_comes_once_whichever_of_its_names_match():
    hauts = [label for label in labels("hauts de france") if label.startswith("Hauts-de-France")]
    assert hauts == ["Hauts-de-France"]
    assert labels("bretagne") == ["Bretagne"]


def test_no_more_than_the_limit():
    assert len(labels("s", limit=2)) == 2


def test_a_suggestion_says_what_it_is():
    (item,) = SUGGESTIONS.find("75112", (), 1)
    assert orjson.loads(item) == {
        "kind": "city",
        "code": "75112",
        "name": "Paris 12e Arrondissement",
        "label": "Paris 12e (75)",
        "postal_codes": ["75012"],
        "departement": {"code": "75", "name": "75"},
        "region": {"code": "32", "name": "Hauts-de-France"},
        "parent": {"code": "75056", "name": "Paris"},
        "population": 138_000,
    }
