"""Areas in memory."""

from services.cities.queries.atlas import AtlasRows
from services.cities.sheets.atlas import build_atlas
from shared.events.rows import (
    Departement,
    FormerRegion,
    HiringSector,
    Region,
    SocialHousingDelay,
    Temperature,
)
from tests.cities.france import ROWS

ATLAS = build_atlas(
    AtlasRows(
        regions=[Region.model_validate(row) for row in ROWS["regions"]],
        former_regions=[FormerRegion.model_validate(row) for row in ROWS["former-regions"]],
        departements=[Departement.model_validate(row) for row in ROWS["departements"]],
        temperatures=[Temperature.model_validate(row) for row in ROWS["temperatures"]],
        delays=[SocialHousingDelay.model_validate(row) for row in ROWS["social-housing-delays"]],
        sectors=[
            *(HiringSector.model_validate(row) for row in ROWS["hiring-sectors"]),
            HiringSector(bassin="5315", sector="Banque", job_seekers=None),
        ],
        equipment_types=[],
        sources={},
    )
)


def test_a_region_is_found_by_its_code_of_today_or_of_before_2015():
    assert [
        (region.name if region else None) for region in map(ATLAS.find_region, ("76", "91", "53", "99"))
    ] == [
        "Occitanie",
        "Occitanie",
        "Bretagne",
        None,
    ]


def test_departements_are_grouped_by_region():
    assert [one.code for one in ATLAS.departements_of["53"]] == ["29", "35"]


def test_sectors_come_by_job_seekers_the_unknown_last():
    assert [one.sector for one in ATLAS.sectors["5315"]] == ["Santé", "Commerce", "Agriculture", "Banque"]


def test_climates_are_by_season():
    assert ATLAS.climates["35"] == {"winter": 6.1, "spring": 11.4, "summer": 18.6}
