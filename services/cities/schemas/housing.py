"""Housing in a town: what renting and buying cost, and how tight it is."""

from typing import Literal

from pydantic import BaseModel, Field

Dwelling = Literal["apartment", "apartment_1_2_rooms", "apartment_3_rooms_up", "house"]


class DwellingRent(BaseModel):
    """Advertised rent, charges included, euros per m2 and month; low and high bound the 95 % prediction."""

    dwelling: Dwelling
    rent_m2: float
    rent_m2_low: float | None
    rent_m2_high: float | None
    level: Literal["commune", "epci", "maille"] = Field(description="where the observations come from")


class TypicalRents(BaseModel):
    """Rents of one of the 50 large cities: whole flats, euros per month."""

    rent_two_rooms: float | None
    rent_four_rooms: float | None


class SalePrice(BaseModel):
    """Mean sale price of dwellings, euros per m2."""

    price_m2: float
    sales: int | None = Field(description="sales behind the mean, when it is of the commune")
    level: Literal["commune", "departement"] = Field(description="where the sales were made")


class WaitingTime(BaseModel):
    """Time waited for social housing in a region of before 2015."""

    former_region: str
    name: str
    months: float


class Housing(BaseModel):
    """`rent_m2` is the figure that searches filter by: apartments, else that of the 50 large cities."""

    rent_m2: float | None = Field(description="euros per m2 and month")
    rents: list[DwellingRent]
    typical_rents: TypicalRents | None
    departement_rent_m2: float | None = Field(description="mean of the departement, euros per m2 and month")
    price: SalePrice | None
    social_dwellings: int | None
    social_dwellings_per_10k: float | None = Field(description="per 10,000 people")
    social_waiting_times: list[WaitingTime] = Field(
        description="of the regions of before 2015 that the region is made of: which one is not known"
    )
    zoning_abc: Literal["Abis", "A", "B1", "B2", "C"] | None = Field(
        description="from Abis (tightest) to C (easiest)"
    )
    zoning_tlv: Literal["tight", "tight_touristic", "not_tight"] | None = Field(
        description="where the tax on vacant dwellings applies"
    )
