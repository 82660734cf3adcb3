"""Four bassins, one of them in two departements and another in two regions; five occupations."""

from collections.abc import Mapping, Sequence

from shared.events.rows import BassinCommune, Occupation, Pcs, Row, Skill, Tension, Title

Rows = Sequence[Row]


def commune(code: str, bassin: tuple[str, str], area: tuple[str, str], people: int | None) -> BassinCommune:
    """`bassin` is its code and name, `area` the codes of the departement and the region."""
    return BassinCommune(
        code_insee=code,
        bassin=bassin[0],
        bassin_name=bassin[1],
        departement=area[0],
        region=area[1],
        population=people,
    )


def tension(
    code_rome: str,
    bassin: str,
    level: int | None,
    offers: float | None = None,
    job_seekers: float | None = None,
) -> Tension:
    return Tension(
        code_rome=code_rome,
        bassin=bassin,
        year=2021,
        tension=level,
        offers=offers,
        job_seekers=job_seekers,
        hiring_intensity=5,
        labour_shortage=4,
        job_precariousness=1,
        working_conditions=3,
        geographic_mismatch=2,
        training_specificity=None,
    )


RENNES, SAINT_BRIEUC = ("5301", "RENNES"), ("5302", "SAINT-BRIEUC")
REDON, BASSE_TERRE = ("5313", "REDON"), ("0101", "BASSE-TERRE")
COTES_D_ARMOR, ILLE_ET_VILAINE = ("22", "53"), ("35", "53")
LOIRE_ATLANTIQUE, GUADELOUPE = ("44", "52"), ("971", "01")

BASSINS: Rows = [
    commune("35238", RENNES, ILLE_ET_VILAINE, 200_000),
    commune("35047", RENNES, ILLE_ET_VILAINE, 100_000),
    commune("22050", RENNES, COTES_D_ARMOR, 100_000),
    commune("22278", SAINT_BRIEUC, COTES_D_ARMOR, 100_000),
    commune("35236", REDON, ILLE_ET_VILAINE, 20_000),
    commune("44007", REDON, LOIRE_ATLANTIQUE, 10_000),
    commune("97105", BASSE_TERRE, GUADELOUPE, None),
]
TENSIONS: Rows = [
    tension("J1506", "5301", 5, 100, 40),
    tension("J1506", "5302", 2, 10, 30),
    tension("J1506", "5313", None, 3, None),
    tension("G1803", "5301", 3, 500, 900),
    tension("G1803", "0101", 4, 20, 10),
    tension("G1803", "7549", 1, 11, 12),
    tension("A1101", "5301", 5, 100, 5),
]
OCCUPATIONS: Rows = [
    Occupation(code_rome="A1101", label="Conducteur / Conductrice d'engins agricoles", parent="A1101"),
    Occupation(code_rome="G1801", label="Barman / Barmaid", parent="G1801"),
    Occupation(code_rome="G1803", label="Serveur / Serveuse en restauration", parent="G1803"),
    Occupation(code_rome="J1506", label="Infirmier / Infirmière en soins généraux", parent="J1506"),
    Occupation(code_rome="J1508", label="Infirmier / Infirmière en pratique avancée", parent="J1506"),
]
TITLES: Rows = [
    Title(code_ogr="1", code_rome="J1506", label="Infirmier / Infirmière en soins généraux"),
    Title(code_ogr="2", code_rome="J1506", label="Infirmier / Infirmière scolaire"),
    Title(code_ogr="3", code_rome="J1506", label="Infirmier libéral / Infirmière libérale"),
    Title(code_ogr="4", code_rome="G1803", label="Serveur / Serveuse"),
    Title(code_ogr="5", code_rome="G1803", label="Chef / Cheffe de rang"),
]
SKILLS: Rows = [
    Skill(code_rome="G1801", code_ogr="10", label="Service au bar", kind="Savoirs"),
    Skill(code_rome="G1803", code_ogr="10", label="Service au bar", kind="Savoirs"),
    Skill(code_rome="G1803", code_ogr="11", label="Accueil", kind="Savoirs"),
    Skill(code_rome="J1506", code_ogr="12", label="Hygiène", kind="Savoirs"),
]
PCS: Rows = [
    Pcs(code_rome="J1506", pcs="431f", fap="V1Z80"),
    Pcs(code_rome="G1803", pcs="561a", fap="S2Z60"),
]
ROWS: Mapping[str, Rows] = {
    "occupations": OCCUPATIONS,
    "titles": TITLES,
    "skills": SKILLS,
    "pcs": PCS,
    "bassins": BASSINS,
    "tensions": TENSIONS,
}
