"""What the product does not bring along, of Lille and its surroundings."""

from collections.abc import Mapping, Sequence

from shared.events.rows import (
    Equipment,
    HiringSector,
    Price,
    Rent,
    Row,
    SocialHousing,
    Temperature,
    TypicalRent,
    ZoningAbc,
    ZoningTlv,
)

LILLE = "59350"

FIGURES: Mapping[str, Sequence[Row]] = {
    "equipment": [
        Equipment(code_insee=LILLE, typequ=typequ, total=total)
        for typequ, total in (("E107", 2), ("C107", 30), ("C108", 20), ("C109", 25), ("D265", 400))
    ],
    "rents": [
        Rent(
            code_insee=LILLE,
            dwelling="apartment",
            rent_m2=16.4,
            rent_m2_low=12.0,
            rent_m2_high=20.0,
            level="commune",
        )
    ],
    "typical-rents": [
        TypicalRent(code_insee=LILLE, rent_two_rooms=650, rent_four_rooms=1150, rent_m2=15, price_m2=3400)
    ],
    "prices": [Price(code_insee=LILLE, price_m2=3567.0, sales=1200)],
    "social-housing": [SocialHousing(code_insee=LILLE, dwellings=30_000)],
    "zoning-abc": [ZoningAbc(code_insee=LILLE, zone="A")],
    "zoning-tlv": [ZoningTlv(code_insee=LILLE, zone="tight")],
    "temperatures": [
        Temperature(departement="59", season=season, mean_c=mean)
        for season, mean in (("winter", 4.2), ("spring", 10.1), ("summer", 18.3), ("autumn", 11.4))
    ],
    "hiring-sectors": [HiringSector(bassin="X225", sector="Commerce", job_seekers=1234)],
}
