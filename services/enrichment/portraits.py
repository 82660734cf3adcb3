"""The portrait of a place from its rows."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from services.enrichment.image_files import make_key
from services.enrichment.image_widths import list_widths
from services.enrichment.missing import NOT_TRIED, UNKNOWN_CODE, tell_missing_photo, tell_missing_portrait
from services.enrichment.queries.portraits import PlaceRows
from services.enrichment.schemas.portrait import (
    VERSION_CHARACTERS,
    PlacePath,
    Portrait,
    PortraitImage,
    PortraitPage,
)
from shared.errors import NotFoundError

_LICENCE = "CC BY-SA 4.0"
_LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"


def compose_portrait(place: PlacePath, rows: PlaceRows | None) -> Portrait:
    """NotFoundError, with the reason, when there is none."""
    told = (rows.portrait if rows else None) or _refuse_portrait(place, rows)
    picture = rows.picture if rows else None
    reason = told["picture_missing"] or "no-image"
    return Portrait(
        kind=place.kind,
        code=place.code,
        text=told["text"],
        shortened=told["shortened"],
        page=PortraitPage(
            title=told["title"],
            url=told["url"],
            revision=told["revision"],
            licence=_LICENCE,
            licence_url=_LICENCE_URL,
        ),
        image=_describe_image(place, picture) if picture else None,
        image_missing=None if picture else tell_missing_photo(reason),
        retrieved_at=told["retrieved_at"].replace(tzinfo=UTC),
        sample=told["sample"],
    )


def find_picture(place: PlacePath, rows: PlaceRows | None) -> dict[str, Any]:
    """The row of the photo. NotFoundError, with the reason, when there is none."""
    told = (rows.portrait if rows else None) or _refuse_portrait(place, rows)
    if rows is None or rows.picture is None:
        reason = told["picture_missing"] or "no-image"
        message = tell_missing_photo(reason)
        raise NotFoundError(
            f"{place.kind} {place.code} has no photo: {reason}", reason=reason, message=message
        )
    return rows.picture


def make_version(picture: Mapping[str, Any]) -> str:
    """Of the address of a photo: another file, another address, so that no cache joins it to this credit."""
    return make_key(picture["file"], picture["original_url"])[:VERSION_CHARACTERS]


def _refuse_portrait(place: PlacePath, rows: PlaceRows | None) -> Any:
    reason = UNKNOWN_CODE if rows is None else rows.reason if rows.tried else NOT_TRIED
    reason = reason or NOT_TRIED
    message = tell_missing_portrait(reason)
    raise NotFoundError(
        f"{place.kind} {place.code} has no portrait: {reason}", reason=reason, message=message
    )


def _describe_image(place: PlacePath, picture: dict[str, Any]) -> PortraitImage:
    return PortraitImage(
        url=f"/api/v1/portraits/{place.kind}/{place.code}/image?v={make_version(picture)}",
        width=picture["width"],
        height=picture["height"],
        author=picture["author"],
        licence=picture["licence"],
        licence_url=picture["licence_url"],
        page_url=picture["page_url"],
        widths=list_widths(picture["width"]),
    )
