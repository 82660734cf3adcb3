"""Which places have a photo, for a service that keeps a copy."""

from pydantic import BaseModel


class PhotoCodes(BaseModel):
    """The codes of the places that have a photo, in their order."""

    communes: list[str]
    departements: list[str]
    regions: list[str]
