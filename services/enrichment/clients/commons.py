"""Files of Commons: what they are, whom to credit, where to get them (reference: sections 7.5, 7.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.enrichment.clients.pages import collect_pages, rename
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.photos import File, normal_name

FILES_PER_CALL = 50
THUMBNAIL_WIDTH = 960
WIDTHS = (20, 40, 60, 120, 250, 330, 500, 960, 1280, 1920, 3840)  # of thumbnails; others are refused

_CREDIT = "Artist|Attribution|LicenseShortName|LicenseUrl|UsageTerms|NonFree"
_FILES = {
    "prop": "imageinfo",
    "redirects": "1",
    "iiprop": "url|size|mime|extmetadata",
    "iiextmetadatafilter": _CREDIT,
    "iiextmetadatalanguage": "fr",
}


@dataclass(frozen=True, slots=True)
class Thumbnail:
    url: str
    width: int
    height: int


async def get_files(wikimedia: Wikimedia, names: Sequence[str]) -> dict[str, File]:
    """By name as it was asked for, those files that Commons has; at most FILES_PER_CALL."""
    asked = {name: f"File:{normal_name(name)}" for name in names}
    titles = {"titles": "|".join(dict.fromkeys(asked.values())), "iiurlwidth": str(THUMBNAIL_WIDTH)}
    found = await collect_pages(wikimedia, "commons", _FILES | titles)
    files = {page["title"]: describe_file(page) for page in found.pages if page.get("imageinfo")}
    named = {name: rename(found.renamed, title) for name, title in asked.items()}
    return {name: files[title] for name, title in named.items() if title in files}


async def get_thumbnail(wikimedia: Wikimedia, name: str, width: int) -> Thumbnail | None:
    """Where Commons has the file in one of WIDTHS; None when the file is gone. One call."""
    question = {
        "prop": "imageinfo",
        "iiprop": "url",
        "iiurlwidth": str(width),
        "titles": f"File:{normal_name(name)}",
        "redirects": "1",
    }
    found = await collect_pages(wikimedia, "commons", question)
    for page in found.pages:
        for info in page.get("imageinfo") or []:
            if "thumburl" in info:
                return Thumbnail(info["thumburl"], info["thumbwidth"], info["thumbheight"])
    return None


def describe_file(page: dict[str, Any]) -> File:
    """The file of a page of the answer that has `imageinfo`."""
    info = page["imageinfo"][0]
    told = info.get("extmetadata") or {}
    credit = {name: entry.get("value") for name, entry in told.items()} if isinstance(told, dict) else {}
    licence_url = str(credit.get("LicenseUrl") or "")
    licence_url = f"https:{licence_url}" if licence_url.startswith("//") else licence_url
    return File(
        name=normal_name(page["title"]),
        page_url=info["descriptionurl"],
        original_url=info["url"],
        thumbnail_url=info.get("thumburl") or info["url"],
        width=info.get("width") or 0,
        height=info.get("height") or 0,
        mime=info.get("mime") or "",
        # the wording that the author demands, where there is one
        artist=_text(credit.get("Attribution")) or _text(credit.get("Artist")),
        licence=_text(credit.get("LicenseShortName")) or _text(credit.get("UsageTerms")),
        licence_url=licence_url if licence_url.startswith(("https://", "http://")) else None,
        is_free=str(credit.get("NonFree", "")).lower() not in {"true", "1"},
    )


def _text(given: Any) -> str | None:
    return str(given).strip() or None if given is not None else None
