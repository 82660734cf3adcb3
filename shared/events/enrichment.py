"""What enrichment announces: `enrichment.portrait.updated`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PlaceKind = Literal["communes", "departements", "regions"]

PORTRAIT_UPDATED = "enrichment.portrait.updated"
CODES_PER_EVENT = 500


class PortraitUpdated(BaseModel):
    """Places whose text or photo came, changed or went; may be told twice."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: PlaceKind
    codes: list[str] = Field(max_length=CODES_PER_EVENT)
