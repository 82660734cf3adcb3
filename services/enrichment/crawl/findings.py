"""What the crawl found of a place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.enrichment.clients.wikipedia import Page
from services.enrichment.items import Item
from services.enrichment.photos import File, PhotoMissing, read_author
from services.enrichment.problems import Problem
from services.enrichment.queries.places import DuePlace

_LICENCE_CHARACTERS = 100
_ADDRESS_CHARACTERS = 1500


@dataclass(slots=True)
class Article:
    """The page of a place, and its text as it will be shown."""

    place: DuePlace
    item: Item
    page: Page
    text: str
    shortened: bool


@dataclass(slots=True)
class Finding:
    """An article with or without photo, or a problem; both, when what is missing may come soon."""

    place: DuePlace
    article: Article | None = None
    photo: File | None = None
    photo_missing: PhotoMissing | None = None
    problem: Problem | None = None


def portrait_row(finding: Finding, now: datetime, *, sample: bool) -> dict[str, Any] | None:
    """As the table `portrait` has it."""
    if (article := finding.article) is None:
        return None
    page = article.page
    return {
        "kind": finding.place.kind,
        "code": finding.place.code,
        "item": article.item.id,
        "page_id": page.id,
        "title": page.title,
        "url": page.url,
        "revision": page.revision,
        "page_image": page.image,
        "text": article.text,
        "shortened": article.shortened,
        "picture_missing": finding.photo_missing,
        "retrieved_at": now,
        "sample": sample,
    }


def picture_row(place: DuePlace, photo: File) -> dict[str, Any]:
    """As the table `picture` has it."""
    linked = photo.licence_url and len(photo.licence_url) <= _ADDRESS_CHARACTERS
    return {
        "kind": place.kind,
        "code": place.code,
        "file": photo.name,
        "author": read_author(photo.artist),
        "licence": (photo.licence or "")[:_LICENCE_CHARACTERS],
        "licence_url": photo.licence_url if linked else None,
        "page_url": photo.page_url,
        "width": photo.width,
        "height": photo.height,
        "mime": photo.mime,
        "original_url": photo.original_url,
        "thumbnail_url": photo.thumbnail_url,
    }
