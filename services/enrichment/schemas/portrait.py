"""The portrait of a place."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.enrichment.image_widths import STEPS
from shared.events.enrichment import PlaceKind

VERSION_CHARACTERS = 12

_WIDTHS = sorted(STEPS)


def _check_width(width: int) -> int:
    if width not in STEPS:
        raise ValueError(f"must be one of {', '.join(map(str, _WIDTHS))}")
    return width


class PlacePath(BaseModel):
    kind: PlaceKind
    code: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{0,3}$")] = Field(
        description="INSEE code of a commune, a departement or a region of today"
    )


class ImageQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    width: Annotated[int, AfterValidator(_check_width)] = Field(
        default=800,
        description="pixels, about; an image is not made larger than it is",
        json_schema_extra={"enum": [*_WIDTHS]},
    )
    v: Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{VERSION_CHARACTERS}}}$")] | None = Field(
        default=None,
        description="which photo the address was told for; only the present one is answered for long",
    )


class PortraitPage(BaseModel):
    """The Wikipedia page that the text is taken from."""

    title: str
    url: str
    revision: int = Field(description="the revision that the text was taken from")
    licence: str = Field(description="of the text")
    licence_url: str


class PortraitImage(BaseModel):
    """A photo from Wikimedia Commons, served by Mobiville, and who is to be credited for it."""

    url: str = Field(description="path on this site, with a query `v`; add &width= with one of `widths`")
    width: int | None = Field(description="of the original, pixels")
    height: int | None = Field(description="of the original, pixels")
    author: str | None = Field(description="null when the file does not say")
    licence: str
    licence_url: str | None
    page_url: str = Field(description="page of the file, with its full credit")
    widths: list[int] = Field(description="that can be asked for, pixels")


class Portrait(BaseModel):
    """A short text and a photo of a place."""

    kind: PlaceKind
    code: str = Field(description="of the place told of: for an arrondissement it may be its city")
    text: str
    shortened: bool = Field(description="the text is the beginning of a longer introduction")
    page: PortraitPage
    image: PortraitImage | None
    image_missing: str | None = Field(description="why there is no image, in French, for people")
    retrieved_at: datetime
    sample: bool = Field(description="invented to try the product with")
