"""What the front sends: codes alone, in a list or separated by commas; an empty text is nothing."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from gateway.legacy.names import departement_code, region_code
from shared.events.rows import CodeDepartement, CodeInsee, CodeRegion, CodeRome

MAX_ROMES, MAX_TOWNS, MAX_COUNTED = 600, 20, 500


def _codes(given: Any) -> Any:
    several = given if isinstance(given, list) else [] if given is None else [given]
    return [code for one in several for part in str(one).split(",") if (code := part.strip())]


def _single(given: Any) -> Any:
    return given[0] if isinstance(given, list) and len(given) == 1 else given


Codes = BeforeValidator(_codes)
Romes = Annotated[list[CodeRome], Codes, Field(default_factory=list, max_length=MAX_ROMES)]
Insee = Annotated[CodeInsee, BeforeValidator(_single)]
Insees = Annotated[list[CodeInsee], Codes, Field(min_length=1, max_length=MAX_TOWNS)]
Region = Annotated[CodeRegion, BeforeValidator(region_code)]
Departement = Annotated[CodeDepartement, BeforeValidator(departement_code)]
Size = Literal["small-city", "medium-city", "big-city", "extra-big-city"]
Environment = Literal["side-sea", "mountain", "campagne"]


class LegacyBody(BaseModel):
    """Members that are not read here are nobody's fault."""

    model_config = ConfigDict(alias_generator=to_camel, frozen=True, extra="ignore", allow_inf_nan=False)


class CitySearch(LegacyBody):
    code_rome: Romes
    code_region: Annotated[list[Region], Codes] = Field(default_factory=list, max_length=20)
    code_departement: Annotated[list[Departement], Codes] = Field(default_factory=list, max_length=110)
    code_city: Annotated[list[Size], Codes] = Field(default_factory=list, max_length=4)
    code_environment: Annotated[list[Environment], Codes] = Field(default_factory=list, max_length=3)
    opportunity: Annotated[Literal["1", "2"] | None, BeforeValidator(lambda one: str(one or "") or None)] = (
        None
    )
    sort_by: Annotated[Literal["", "mer", "montagne"], BeforeValidator(lambda one: one or "")] = ""
    only_search_in_tension: Annotated[bool, BeforeValidator(lambda one: one or False)] = False
    index: int = Field(default=0, ge=0, le=100_000, description="of the first town, from 0")


class TypedText(LegacyBody):
    query: str = Field(max_length=100)


class TypedLabel(LegacyBody):
    label: str = Field(max_length=100)


class CloseCities(LegacyBody):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    insee_code: Insee


class LoadedTown(LegacyBody):
    """What is read of the whole town that the front sends back; its `id` is not."""

    insee_com: CodeInsee = Field(alias="insee_com")


class SimilarCities(LegacyBody):
    code_rome: Romes
    city: LoadedTown


class CloseCompanies(LegacyBody):
    code_rome: Romes = Field(min_length=1)
    insee: Insee
    sort: str | None = Field(default=None, description="`distance`, or anything else")


class OfferSearch(LegacyBody):
    code_rome: Romes
    insee: Insees


class OfferCounts(LegacyBody):
    code_rome: Romes
    insee_list: list[Insees] = Field(max_length=MAX_COUNTED)


class OfferCount(LegacyBody):
    code_rome: Romes


class LabourMarket(LegacyBody):
    code_rome: Romes
    insee: Insee


class CodePath(BaseModel):
    """Of a town, a region or a departement: one that cannot be any is unknown, as any other."""

    code: Annotated[str, AfterValidator(str.upper)]


class SlugPath(BaseModel):
    slug: str


class PhotoPath(BaseModel):
    kind: Literal["communes", "departements", "regions"]
    code: str = Field(pattern=r"^[0-9A-Z]{2,5}$")
    width: int = Field(ge=1, le=10_000)
