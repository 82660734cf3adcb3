"""The answers of the contract, strictly: every member that it names, its type, and whether it may be null.

`x: T | None = None` is what the contract marks with `?`: null or absent. Answers may carry more.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

IndT = Annotated[float, Field(ge=1, le=5)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
UpperName = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9'-]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Thousands = Annotated[float, Field(ge=0, lt=3000)]
Photo = Annotated[str, StringConstraints(pattern=r"/2000px")]
CriterionKey = Literal[
    "side-sea", "mountain", "campagne", "small-city", "medium-city", "big-city", "extra-big-city"
]


class Answer(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class Town(Answer):
    id: int
    insee_com: Code
    nom_comm: UpperName


class FoundTown(Town):
    nom_dept: str
    nom_region: str
    code_region: str
    population: Thousands
    geo_point_2d_x: float | None = None
    geo_point_2d_y: float | None = None
    photo: Photo | None = None
    ind_t: IndT | None = Field(default=None, alias="bassin.tensions.ind_t")


class FoundTowns(Answer):
    list: Annotated[list[FoundTown], Field(max_length=10)]
    total: int


class SuggestedTown(Answer):
    nom_comm: UpperName
    insee_com: Code
    postal_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]


SuggestedTowns = RootModel[Annotated[list[SuggestedTown], Field(max_length=10)]]


class Criterion(Answer):
    key: CriterionKey
    label: str
    tag: Literal["environment", "city"]
    icon: Literal["waves", "terrain", "nature", "person", "people_alt", "groups", "apartment"]
    subLabel: str | None = None


class Rate(Answer):
    opportunite: Annotated[float, Field(ge=0, le=1)] | None = None
    criterions: list[CriterionKey]


class RatedRegion(Answer):
    id: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    label: str
    romes: dict[Annotated[str, StringConstraints(pattern=r"^[A-N][0-9]{4}$")], Rate]


class KeyLabel(Answer):
    key: str
    label: str


class Criteria(Answer):
    criterions: Annotated[list[Criterion], Field(min_length=7, max_length=7)]
    regions: list[RatedRegion]
    codeRomes: list[KeyLabel]


class Skill(Answer):
    codeRome: str
    label: str


Skills = RootModel[Annotated[list[Skill], Field(max_length=10)]]


class Equipment(Answer):
    typequ: str
    total: int


class Sector(Answer):
    demandeurs_emploi: int | None = None
    secteur_libelle: str


class Bassin(Answer):
    bassin_name: str
    secteursBassins: list[Sector]


class TownDepartement(Answer):
    code: str
    rent_m2: float | None = None
    buy_m2: float | None = None
    temp_winter: float | None = None
    temp_spring: float | None = None
    temp_summer: float | None = None
    temp_autumn: float | None = None


class TownRegion(Answer):
    code: int


class LoadedTown(Town):
    nom_dept: str
    nom_region: str
    code_dept: str
    code_region: str
    population: Thousands
    superficie: Annotated[float, Field(gt=0)]
    geo_point_2d_x: Annotated[float, Field(ge=-22, le=52)]
    geo_point_2d_y: Annotated[float, Field(ge=-64, le=56)]
    z_moyen: float | None = None
    distance_from_sea: float | None = None
    photo: Photo | None = None
    description: str
    city_house_tension: str | None = None
    buy_m2: float | None = None
    rent_m2: float | None = None
    rent_t2: float | None = None
    rent_t4: float | None = None
    total_social_housing: int | None = None
    departement: TownDepartement | None = None
    region: TownRegion | None = None
    equipments: list[Equipment]
    bassin: Bassin | None = None


class CloseTown(Town):
    distance: float


CloseTowns = RootModel[Annotated[list[CloseTown], Field(max_length=6)]]


class SimilarTowns(Answer):
    result: Annotated[list[Town], Field(max_length=6)]
    criterions: list[CriterionKey]


class Company(Answer):
    name: str
    city: str
    url: str


class Companies(Answer):
    companies: Annotated[list[Company], Field(max_length=10)]
    companies_count: int


class TopJob(Answer):
    rome: str
    rome_label: str
    nom_com: UpperName
    ind_t: IndT


TopJobs = RootModel[Annotated[list[TopJob], Field(max_length=10)]]


class OfferPlace(Answer):
    libelle: str | None = None
    latitude: float
    longitude: float


class Named(Answer):
    nom: str | None = None


class Labelled(Answer):
    libelle: str | None = None


class Origin(Answer):
    urlOrigine: str


class Offer(Answer):
    id: str
    appellationlibelle: str
    description: str | None = None
    dateCreation: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T")]
    lieuTravail: OfferPlace
    entreprise: Named | None = None
    salaire: Labelled | None = None
    typeContrat: str
    typeContratLibelle: str
    dureeTravailLibelleConverti: str | None = None
    experienceExige: Literal["D", "S", "E"] | None = None
    experienceLibelle: str | None = None
    offresManqueCandidats: bool | None = None
    origineOffre: Origin


class Offers(Answer):
    resultats: list[Offer]
    totalOffres: int


class Count(Answer):
    insee: list[Code]
    total: int


Counts = RootModel[list[Count]]


class Total(Answer):
    total: int


class Market(Answer):
    bassinId: str
    bassinTensionIndT: IndT | None = None
    min: float | None = None
    max: float | None = None
    bassinTension: float | None = None
    deptTension: float | None = None
    hiringRate: float | None = None


class AreaName(Answer):
    code: str
    name: str


class BigTown(Answer):
    nom_comm: UpperName
    insee_com: Code
    code_dept: str
    population: Thousands


class Region(Answer):
    code: int
    name: str
    slug: Slug
    population: int
    superficie: float
    description: str | None = None
    departements: list[AreaName]
    cities: Annotated[list[BigTown], Field(min_length=1, max_length=6)]


class OneRegion(Region):
    biggestCities: Annotated[list[BigTown], Field(min_length=1, max_length=6)]


Regions = RootModel[list[Region]]
Number = RootModel[Annotated[int, Field(strict=True, ge=0)]]


class DepartementRegion(Answer):
    code: int
    slug: Slug
    departements: list[AreaName]


class Departement(Answer):
    code: str
    name: str
    population: Thousands
    superficie: float
    description: str | None = None
    region: DepartementRegion | None = None
    topCities: Annotated[list[BigTown], Field(max_length=10)]


class DepartementJob(Answer):
    codeRome: str
    rome_label: str
    avg_ind_t: IndT
    count_city: int


DepartementJobs = RootModel[Annotated[list[DepartementJob], Field(max_length=10)]]


class HiringRate(Answer):
    codeDepartement: str
    hiringRate: Annotated[float, Field(ge=0, le=100)] | None = None


class HelpPreview(Answer):
    id: int
    title: str
    goal: str
    who: str
    section: str
    situation: str
    type: str
    partner: str
    slug: Slug
    logo: str
    count_vue: int
    visibility_boost: int | None = None


HelpPreviews = RootModel[list[HelpPreview]]


class Help(HelpPreview):
    description: str
    when: str
    conditions: str
    cumulable: str
    link: str


class Title(Answer):
    rome: str
    romeLabel: str
    ogrLabel: str


Titles = RootModel[list[Title]]
Fairs = RootModel[list[dict[str, Any]]]
