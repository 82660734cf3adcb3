"""Help schemes: lists, one scheme, and what can be asked."""

from pydantic import BaseModel, ConfigDict, Field

from shared.events.importer import SourceRef


class HelpsQuery(BaseModel):
    """Everything is optional; what is not given does not filter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: str | None = Field(
        default=None, min_length=1, max_length=60, description="one of the facets, e.g. logement"
    )
    situation: str | None = Field(
        default=None,
        min_length=1,
        max_length=60,
        description="one of the facets, e.g. salarie; schemes for anybody (tous) fit every situation",
    )
    age: int | None = Field(default=None, ge=0, le=120, description="years")


class HelpPath(BaseModel):
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)


class HelpSummary(BaseModel):
    """A scheme in a list; a bound of age that is null is none."""

    slug: str
    title: str
    summary: str
    who: str
    organisation: str
    kind: str
    project: list[str]
    situation: list[str]
    age_min: int | None = Field(description="years, included")
    age_max: int | None = Field(description="years, included")
    official_link: str
    checked: str | None = Field(description="month in which somebody checked it, e.g. 2026-11")
    views: int | None = Field(description="how often it was read; null when that cannot be read")


class HelpSheet(HelpSummary):
    """The whole text of a scheme."""

    description: str
    how_to_apply: str
    conditions: str
    cumulative: str
    sources: list[SourceRef]
    sample: bool


class HelpViews(BaseModel):
    """What counting a reading gives."""

    slug: str
    views: int


class HelpFacets(BaseModel):
    """Schemes that choosing each value would show, the other filters staying as they are."""

    project: dict[str, int]
    situation: dict[str, int]


class HelpList(BaseModel):
    """Schemes that fit, by title."""

    items: list[HelpSummary]
    total: int
    facets: HelpFacets
    sources: list[SourceRef]
    sample: bool
