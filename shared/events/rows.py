"""The rows of each dataset, as they cross the broker, and which service owns them.

Units: kilometres, square kilometres, metres of altitude, people, euros per m2 (prices) and euros
per m2 and month, charges included (rents). None means unknown.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

CodeInsee = Annotated[str, Field(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
CodeRome = Annotated[str, Field(pattern=r"^[A-N][0-9]{4}$")]
CodeDepartement = Annotated[str, Field(pattern=r"^([013-8][0-9]|2[1-9AB]|9[0-5]|97[1-6])$")]
CodeRegion = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
CodeBassin = Annotated[str, Field(pattern=r"^([0-9]{4}|X[0-9]{3})$", description="X… are sample bassins")]
Level = Annotated[int, Field(ge=1, le=5)]
Text = Annotated[str, Field(min_length=1, max_length=300)]


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Commune(Row):
    """A current commune, or an arrondissement of Paris, Lyon or Marseille (then `parent` is its city)."""

    code_insee: CodeInsee
    name: Text
    kind: Literal["commune", "arrondissement"]
    parent: CodeInsee | None
    departement: CodeDepartement
    region: CodeRegion
    population: int | None = Field(ge=0)
    postal_codes: list[Annotated[str, Field(pattern=r"^[0-9]{5}$")]]
    latitude: float | None = Field(ge=-90, le=90)
    longitude: float | None = Field(ge=-180, le=180)
    area_km2: float | None = Field(gt=0)
    altitude_m: float | None
    sea_distance_km: float | None = Field(ge=0)
    former_codes: list[CodeInsee]


class Region(Row):
    code: CodeRegion
    name: Text
    population: int | None = Field(ge=0)
    area_km2: float | None = Field(gt=0)


class FormerRegion(Row):
    """A region of before 2015 and the one it belongs to now."""

    code: CodeRegion
    name: Text
    successor: CodeRegion


class Departement(Row):
    code: CodeDepartement
    name: Text
    region: CodeRegion
    population: int | None = Field(ge=0)
    area_km2: float | None = Field(gt=0)
    rent_m2: float | None = Field(gt=0)
    price_m2: float | None = Field(gt=0)


class BassinCommune(Row):
    """A commune's bassin d'emploi, with what is needed to weigh bassins within an area."""

    code_insee: CodeInsee
    bassin: CodeBassin
    bassin_name: Text
    departement: CodeDepartement
    region: CodeRegion
    population: int | None = Field(ge=0)


class Equipment(Row):
    """How many of one BPE equipment type a commune has."""

    code_insee: CodeInsee
    typequ: Annotated[str, Field(pattern=r"^[A-G][0-9]{3}$")]
    total: int = Field(gt=0)


class EquipmentType(Row):
    typequ: Annotated[str, Field(pattern=r"^[A-G][0-9]{3}$")]
    label: Text
    theme: Literal[
        "services", "commerces", "enseignement", "sante", "transports", "sports", "culture", "tourisme"
    ]


class Rent(Row):
    """Advertised rent per commune ("carte des loyers"); low and high bound the 95 % prediction."""

    code_insee: CodeInsee
    dwelling: Literal["apartment", "apartment_1_2_rooms", "apartment_3_rooms_up", "house"]
    rent_m2: float = Field(gt=0)
    rent_m2_low: float | None = Field(gt=0)
    rent_m2_high: float | None = Field(gt=0)
    level: Literal["commune", "epci", "maille"] = Field(description="where the observations come from")


class TypicalRent(Row):
    """Rents of 50 large cities: a two-room flat and a four-room flat, euros per month."""

    code_insee: CodeInsee
    rent_two_rooms: float | None = Field(gt=0)
    rent_four_rooms: float | None = Field(gt=0)
    rent_m2: float | None = Field(gt=0)
    price_m2: float | None = Field(gt=0)


class Price(Row):
    """Mean sale price of dwellings, with the number of sales behind it."""

    code_insee: CodeInsee
    price_m2: float = Field(gt=0)
    sales: int | None = Field(ge=0)


class SocialHousing(Row):
    code_insee: CodeInsee
    dwellings: int = Field(ge=0)


class SocialHousingDelay(Row):
    """Months waited for social housing, by region of before 2015."""

    former_region: CodeRegion
    months: float = Field(ge=0)


class ZoningAbc(Row):
    code_insee: CodeInsee
    zone: Literal["Abis", "A", "B1", "B2", "C"]


class ZoningTlv(Row):
    """Tax on vacant dwellings: where housing is officially tight."""

    code_insee: CodeInsee
    zone: Literal["tight", "tight_touristic", "not_tight"]


class Temperature(Row):
    """Mean of the daily mean temperatures of a season, degrees Celsius, over the file's years."""

    departement: CodeDepartement
    season: Literal["winter", "spring", "summer", "autumn"]
    mean_c: float = Field(ge=-40, le=50)


class HiringSector(Row):
    bassin: CodeBassin
    sector: Text
    job_seekers: int | None = Field(ge=0)


class Offers(Row):
    """Offers published for an occupation, per commune or per bassin (the two forms of the drop)."""

    level: Literal["commune", "bassin"]
    code: CodeInsee | CodeBassin
    code_rome: CodeRome
    offers: int = Field(ge=0)


class Help(Row):
    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
    title: Text
    summary: str
    description: str
    who: str
    how_to_apply: str
    conditions: str
    cumulative: str
    official_link: Annotated[str, Field(pattern=r"^https?://")]
    organisation: str
    project: list[str]
    situation: list[str]
    age_min: int | None = Field(ge=0, le=120)
    age_max: int | None = Field(ge=0, le=120)
    kind: str
    checked: str | None = Field(description="month in which somebody checked it, e.g. 2026-11")


class Outline(Row):
    """A GeoJSON geometry, WGS84."""

    kind: Literal["departement", "region"]
    code: CodeDepartement | CodeRegion
    name: Text
    geometry: dict[str, Any]


class Tension(Row):
    """The Dares tension index of an occupation in a bassin: 5 is where employers struggle most."""

    code_rome: CodeRome
    bassin: CodeBassin
    year: int
    tension: Level | None
    offers: float | None = Field(ge=0)
    job_seekers: float | None = Field(ge=0)
    hiring_intensity: Level | None
    labour_shortage: Level | None
    job_precariousness: Level | None
    working_conditions: Level | None
    geographic_mismatch: Level | None
    training_specificity: Level | None


class Occupation(Row):
    code_rome: CodeRome
    label: Text
    parent: CodeRome | None = Field(description="the code of the classic ROME it comes from")


class Title(Row):
    """An everyday job title (appellation) of an occupation."""

    code_ogr: Annotated[str, Field(pattern=r"^[0-9]{1,8}$")]
    code_rome: CodeRome
    label: Text


class Skill(Row):
    code_rome: CodeRome
    code_ogr: Annotated[str, Field(pattern=r"^[0-9]{1,8}$")]
    label: Text
    kind: Text


class Pcs(Row):
    """The socio-professional categories (PCS) and professional family (FAP) of an occupation."""

    code_rome: CodeRome
    pcs: Annotated[str, Field(pattern=r"^[0-9]{3}[a-z]$")]
    fap: Annotated[str, Field(pattern=r"^[A-Z][0-9][A-Z][0-9]{2}$")]


# dataset -> the rows it is made of, in the order in which everything is imported: tensions follow the
# bassins that they speak of, so that readers hardly ever meet the one without the other
ROWS: dict[str, type[Row]] = {
    "regions": Region,
    "former-regions": FormerRegion,
    "departements": Departement,
    "cities": Commune,
    "bassins": BassinCommune,
    "tensions": Tension,
    "equipment-types": EquipmentType,
    "equipment": Equipment,
    "rents": Rent,
    "typical-rents": TypicalRent,
    "prices": Price,
    "social-housing": SocialHousing,
    "social-housing-delays": SocialHousingDelay,
    "zoning-abc": ZoningAbc,
    "zoning-tlv": ZoningTlv,
    "temperatures": Temperature,
    "hiring-sectors": HiringSector,
    "offers": Offers,
    "helps": Help,
    "outlines": Outline,
    "occupations": Occupation,
    "titles": Title,
    "skills": Skill,
    "pcs": Pcs,
}

_TENSIONS = frozenset({"occupations", "titles", "skills", "pcs", "tensions"})


def owners_of(dataset: str) -> tuple[str, ...]:
    """The services that keep the dataset; `bassins` has two, as tensions weighs bassins by area."""
    if dataset == "bassins":
        return ("cities", "tensions")
    return ("tensions",) if dataset in _TENSIONS else ("cities",)
