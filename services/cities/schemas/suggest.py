"""Suggesting places while somebody types."""

from pydantic import BaseModel, ConfigDict, Field

from services.cities.columns.place_names import Kind
from services.cities.schemas.references import Area


class SuggestQuery(BaseModel):
    """Words may be unfinished or misspelt; accents, hyphens and capitals do not matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field(
        max_length=100,
        description="a name, a postal or INSEE code, or the start of one; a name and a departement code "
        "tell towns of the same name apart, e.g. saint-denis 974",
    )
    kind: list[Kind] = Field(
        default_factory=list, max_length=3, description="all when not given; may be given several times"
    )
    limit: int = Field(default=10, ge=1, le=20)


class PlaceSuggestion(BaseModel):
    """A place that the typed text may mean."""

    kind: Kind = Field(description="city is a commune, or an arrondissement of Paris, Lyon or Marseille")
    code: str = Field(description="INSEE code of a commune, code of a departement or a region")
    name: str
    label: str = Field(description="tells places of the same name apart, e.g. Lille (59)")
    postal_codes: list[str]
    departement: Area | None
    region: Area | None
    parent: Area | None = Field(description="the city of an arrondissement, by its INSEE code")
    population: int | None = Field(description="people")


class PlaceSuggestions(BaseModel):
    """Best first; the most populated first among equals."""

    items: list[PlaceSuggestion]
