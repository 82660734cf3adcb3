"""What many answers refer to."""

from pydantic import BaseModel, Field

from services.tensions.tension import WORDING


class TensionLevel(BaseModel):
    """A level of the Dares index and its wording in French."""

    level: int = Field(ge=1, le=5)
    label: str


SCALE = [TensionLevel(level=level, label=label) for level, label in WORDING.items()]


class OccupationRef(BaseModel):
    """An occupation that an answer mentions."""

    code_rome: str
    label: str


class FamilyRef(BaseModel):
    """One of the fourteen families of the ROME."""

    code: str = Field(description="first letter of its codes")
    label: str
