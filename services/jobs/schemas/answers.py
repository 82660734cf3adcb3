"""What all answers have: how old they are, and what they are about."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shared.events.rows import CodeRome


class Query(BaseModel):
    """Parameters; those that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JobsAnswer(BaseModel):
    """Figures and texts of France Travail."""

    stale: bool = Field(description="due for renewal: upstream is being asked again, or cannot be reached")
    age_seconds: int = Field(description="since upstream was asked for the oldest part")
    sandbox: bool = Field(description="everything in it is invented: no access to France Travail is set up")


class JobsPlace(BaseModel):
    """A town that was asked for."""

    code_insee: str
    asked: str | None = Field(description="the former code that was asked, when this is its successor")
    name: str | None = Field(description="null while the towns cannot be read")


def split_commas(values: Any) -> Any:
    """`a,b` and `c` -> `a`, `b`, `c`. Nothing at all is refused: it must not mean "everywhere"."""
    if not isinstance(values, Sequence):
        return values
    if not all(str(value).strip(" ,") for value in values):
        raise ValueError("must not be empty")
    return [part for value in values for part in str(value).split(",") if part]


MAX_ROMES = 600

Romes = Annotated[list[CodeRome], BeforeValidator(split_commas)]
ROMES = "ROME codes of the occupations, separated by commas or given several times: any of them"
