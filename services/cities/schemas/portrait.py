"""What a place looks like, as the enrichment service tells: its own answer, field for field."""

from datetime import datetime

from pydantic import BaseModel, Field

from shared.events.enrichment import PlaceKind


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
