"""A small France: a few towns with all that can be known of one, and gaps where figures are unknown."""

from typing import Any

Rows = list[dict[str, Any]]


def commune(code_insee: str, name: str, departement: str, region: str, **facts: Any) -> dict[str, Any]:
    return {
        "code_insee": code_insee,
        "name": name,
        "kind": "commune",
        "parent": None,
        "departement": departement,
        "region": region,
        "population": None,
        "postal_codes": [],
        "latitude": None,
        "longitude": None,
        "area_km2": None,
        "altitude_m": None,
        "sea_distance_km": None,
        "former_codes": [],
    } | facts


COMMUNES: Rows = [
    commune(
        "35238",
        "Rennes",
        "35",
        "53",
        population=225_000,
        postal_codes=["35000", "35200", "35700"],
        latitude=48.11,
        longitude=-1.68,
        area_km2=50.0,
        altitude_m=40.0,
        sea_distance_km=52.3,
    ),
    commune(
        "35288",
        "Saint-Malo",
        "35",
        "53",
        population=47_000,
        postal_codes=["35400"],
        latitude=48.64,
        longitude=-2.0,
        area_km2=36.6,
        altitude_m=8.0,
        sea_distance_km=1.2,
        former_codes=["35263", "35299"],
    ),
    commune("29019", "Brest", "29", "53", population=139_000, sea_distance_km=1.0, former_codes=["29184"]),
    commune("65258", "Gouaux", "65", "76"),
    commune(
        "75056", "Paris", "75", "11", population=2_100_000, area_km2=105.4, latitude=48.86, longitude=2.34
    ),
    commune(
        "75101",
        "Paris 1er Arrondissement",
        "75",
        "11",
        kind="arrondissement",
        parent="75056",
        population=15_900,
        postal_codes=["75001"],
        area_km2=1.83,
    ),
]

BASSINS: Rows = [
    {"code_insee": code, "bassin": bassin, "bassin_name": name, "departement": departement, "region": region}
    | {"population": population}
    for code, bassin, name, departement, region, population in [
        ("35238", "5315", "Rennes", "35", "53", 225_000),
        ("35288", "5316", "Saint-Malo", "35", "53", 47_000),
        ("29019", "5302", "Brest", "29", "53", 139_000),
        ("75056", "1107", "Paris", "75", "11", 2_100_000),
    ]
]

HELP: dict[str, Any] = {
    "slug": "mobili-jeune",
    "title": "MOBILI-JEUNE",
    "summary": "Une partie du loyer prise en charge.",
    "description": "Une subvention mensuelle.",
    "who": "Les alternants de moins de 30 ans.",
    "how_to_apply": "En ligne.",
    "conditions": "Sous plafond.",
    "cumulative": "Avec les aides au logement.",
    "official_link": "https://example.org/mobili-jeune",
    "organisation": "Action Logement",
    "project": ["logement", "formation"],
    "situation": ["alternant"],
    "age_min": None,
    "age_max": 29,
    "kind": "financiere",
    "checked": "2026-11",
}

ROWS: dict[str, Rows] = {
    "regions": [
        {"code": "11", "name": "Île-de-France", "population": 12_400_000, "area_km2": 12_011.0},
        {"code": "53", "name": "Bretagne", "population": 3_400_000, "area_km2": 27_208.0},
        {"code": "76", "name": "Occitanie", "population": 6_000_000, "area_km2": None},
    ],
    "former-regions": [
        {"code": "11", "name": "Île-de-France", "successor": "11"},
        {"code": "53", "name": "Bretagne", "successor": "53"},
        {"code": "73", "name": "Midi-Pyrénées", "successor": "76"},
        {"code": "91", "name": "Languedoc-Roussillon", "successor": "76"},
    ],
    "departements": [
        {"code": code, "name": name, "region": region, "population": population, "area_km2": area}
        | {"rent_m2": rent, "price_m2": price}
        for code, name, region, population, area, rent, price in [
            ("29", "Finistère", "53", 920_000, 6_733.0, 9.5, 2_100.0),
            ("35", "Ille-et-Vilaine", "53", 1_100_000, 6_775.0, 12.0, 2_800.0),
            ("65", "Hautes-Pyrénées", "76", None, None, None, 1_600.0),
            ("75", "Paris", "11", 2_100_000, 105.4, None, None),
        ]
    ],
    "cities": COMMUNES,
    "bassins": BASSINS,
    "equipment-types": [
        {"typequ": "C201", "label": "Collège", "theme": "enseignement"},
        {"typequ": "D265", "label": "Médecin généraliste", "theme": "sante"},
        {"typequ": "D307", "label": "Pharmacie", "theme": "sante"},
    ],
    "equipment": [
        {"code_insee": code, "typequ": typequ, "total": total}
        for code, typequ, total in [
            ("35238", "C201", 20),
            ("35238", "D265", 250),
            ("35238", "D307", 75),
            ("35238", "F101", 3),
            ("35288", "D307", 20),
            ("75056", "D307", 900),
        ]
    ],
    "rents": [
        {"code_insee": code, "dwelling": dwelling, "rent_m2": rent, "level": level}
        | {"rent_m2_low": rent - 2, "rent_m2_high": rent + 2}
        for code, dwelling, rent, level in [
            ("35238", "apartment", 14.5, "commune"),
            ("35238", "house", 12.0, "maille"),
            ("35288", "apartment", 13.0, "commune"),
            ("75056", "apartment", 28.0, "commune"),
            ("75101", "apartment", 33.0, "commune"),
        ]
    ],
    "typical-rents": [
        {"code_insee": code, "rent_two_rooms": 650.0, "rent_four_rooms": 1_100.0}
        | {"rent_m2": rent, "price_m2": None}
        for code, rent in [("35238", 14.0), ("29019", 9.9)]
    ],
    "prices": [
        {"code_insee": "35238", "price_m2": 3_900.0, "sales": 4_200},
        {"code_insee": "35288", "price_m2": 4_100.0, "sales": None},
        {"code_insee": "75056", "price_m2": 9_800.0, "sales": 30_000},
    ],
    "social-housing": [{"code_insee": "35238", "dwellings": 29_000}],
    "social-housing-delays": [
        {"former_region": "53", "months": 9.0},
        {"former_region": "73", "months": 8.0},
        {"former_region": "91", "months": 14.5},
    ],
    "zoning-abc": [{"code_insee": "35238", "zone": "B1"}, {"code_insee": "75056", "zone": "Abis"}],
    "zoning-tlv": [{"code_insee": "35238", "zone": "tight"}],
    "temperatures": [
        {"departement": "35", "season": season, "mean_c": mean}
        for season, mean in [("winter", 6.1), ("spring", 11.4), ("summer", 18.6)]
    ],
    "hiring-sectors": [
        {"bassin": "5315", "sector": sector, "job_seekers": job_seekers}
        for sector, job_seekers in [("Commerce", 3_000), ("Agriculture", 400), ("Santé", 5_000)]
    ],
    "offers": [
        {"level": level, "code": code, "code_rome": code_rome, "offers": offers}
        for level, code, code_rome, offers in [
            ("commune", "35238", "J1102", 40),
            ("commune", "35238", "N4101", 60),
            ("bassin", "5316", "J1102", 7),
            ("bassin", "5316", "G1602", 30),
        ]
    ],
    "helps": [
        HELP,
        HELP
        | {"slug": "bail-mobilite", "title": "Bail mobilité", "project": ["logement"]}
        | {"situation": ["tous"], "age_max": None, "age_min": 18},
        HELP
        | {"slug": "agepi", "title": "Aide à la garde d’enfants", "project": ["emploi"]}
        | {"situation": ["demandeur-emploi"], "age_max": None},
    ],
    "outlines": [
        {"kind": "departement", "code": "35", "name": "Ille-et-Vilaine"}
        | {"geometry": {"type": "Polygon", "coordinates": [[[-2, 48], [-1, 48], [-1, 49], [-2, 48]]]}},
        {"kind": "region", "code": "53", "name": "Bretagne"}
        | {"geometry": {"type": "MultiPolygon", "coordinates": [[[[-5, 48], [-1, 48], [-1, 49], [-5, 48]]]]}},
    ],
}
