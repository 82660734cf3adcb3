"""Occupations of the ROME: what can be asked, and what is answered."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.tensions.related import Reason
from services.tensions.schemas.references import FamilyRef
from services.tensions.suggestions import SuggestionKind
from shared.events.importer import SourceRef
from shared.events.rows import CodeRome

_PARENT = "its own, or that of the classic ROME code that it comes from (`parent`); null when neither has any"

SearchText = Annotated[str, Field(min_length=1, max_length=100)]


class OccupationPath(BaseModel):
    rome: CodeRome = Field(description="ROME code, e.g. J1506")


class OccupationQuery(BaseModel):
    """Without filter, all of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: Annotated[str, Field(pattern=r"^[A-N]$")] | None = Field(
        default=None, description="first letter of the codes"
    )
    q: SearchText | None = Field(default=None, description="words of the label, the last may be unfinished")


class OccupationItem(BaseModel):
    """An occupation in a list."""

    code_rome: str
    label: str
    family: str = Field(description="first letter of the code")
    has_tension: bool = Field(description="its tension is known somewhere, or that of its parent")


class OccupationList(BaseModel):
    """In the order of codes; with q, the best match first."""

    items: list[OccupationItem]
    total: int
    families: list[FamilyRef] = Field(description="all families, whatever was asked for")
    sources: list[SourceRef]


class OccupationSuggestQuery(BaseModel):
    """Words may be unfinished or misspelt; accents and capitals do not matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: SearchText
    limit: int = Field(default=10, ge=1, le=20)


class OccupationSuggestion(BaseModel):
    """An occupation that the typed text may mean."""

    code_rome: str
    label: str = Field(description="label of the occupation")
    title: str = Field(description="what was found: the label itself, or an everyday title of the occupation")
    kind: SuggestionKind


class OccupationSuggestions(BaseModel):
    """Best first."""

    items: list[OccupationSuggestion]


class OccupationTitles(BaseModel):
    """Every label and title that can be suggested: those of an occupation that say the same come once."""

    items: list[OccupationSuggestion]
    sources: list[SourceRef]


class TitleItem(BaseModel):
    """An everyday title."""

    code_ogr: str
    label: str


class SkillItem(BaseModel):
    """Something that the occupation asks for."""

    code_ogr: str
    label: str
    kind: str


class PcsItem(BaseModel):
    """A social category (PCS 2003) and the professional family (FAP 2009) through which it corresponds."""

    pcs: str
    fap: str


class RelatedOccupation(BaseModel):
    """An occupation to consider besides."""

    code_rome: str
    label: str
    has_tension: bool
    reasons: list[Reason] = Field(
        description="variant: comes from the same code of the classic ROME; skills: asks for some of the "
        "same skills; pcs: same social category; domain: same professional domain (first three characters)"
    )
    shared_skills: int = Field(description="how many skills both ask for")


class OccupationSheet(BaseModel):
    """All that is known of an occupation."""

    code_rome: str
    label: str
    family: FamilyRef
    parent: str | None = Field(description="code of the classic ROME that it comes from, itself when classic")
    tension_rome: str | None = Field(description=f"code whose tensions apply: {_PARENT}")
    titles: list[TitleItem]
    skills_rome: str | None = Field(description=f"code whose skills are given: {_PARENT}")
    skills: list[SkillItem]
    pcs_rome: str | None = Field(description=f"code whose PCS are given: {_PARENT}")
    pcs: list[PcsItem]
    related: list[RelatedOccupation] = Field(description="nearest first")
    sources: list[SourceRef]
    sample: bool = Field(description="some data are invented to try the product with")
