"""Findings -> rows, a few at a time, only where something is different, and only by who holds the lease."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.enrichment.crawl.fetching import Looked
from services.enrichment.crawl.findings import Finding, picture_row, portrait_row
from services.enrichment.crawl.lease import Lease
from services.enrichment.problems import next_look, next_try
from services.enrichment.queries import places as queries
from services.enrichment.queries.places import Key
from services.enrichment.settings import Settings
from services.enrichment.tables import attempts, pictures, portraits
from shared.database import writing

_PLACES_PER_TRANSACTION = 50

Row = dict[str, Any]


@dataclass(slots=True)
class _Change:
    """Rows to write, and the places that they replace."""

    rows: list[Row] = field(default_factory=list)
    replaced: list[Key] = field(default_factory=list)

    def put(self, key: Key, row: Row | None) -> None:
        self.replaced.append(key)
        if row is not None:
            self.rows.append(row)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables have of the places of one transaction."""

    portraits: dict[Key, Row]
    pictures: dict[Key, Row]
    attempts: dict[Key, Row]


async def record(
    engine: AsyncEngine, lease: Lease, settings: Settings, findings: Sequence[Finding], now: datetime
) -> int:
    """Keep what was found; how many places look different now."""
    changed = 0
    for start in range(0, len(findings), _PLACES_PER_TRANSACTION):
        part = findings[start : start + _PLACES_PER_TRANSACTION]
        async with writing(engine) as connection:
            await lease.confirm(connection)
            changed += await _record_part(connection, settings, part, now)
    return changed


async def record_looks(
    engine: AsyncEngine, lease: Lease, settings: Settings, looked: Looked, now: datetime
) -> None:
    """Unchanged portraits are left alone until the next look; changed ones become due to be fetched."""
    later = {"checked_at": now, "next_at": next_look(now, settings.refresh_days)}
    async with writing(engine) as connection:
        await lease.confirm(connection)
        if looked.unchanged:
            await queries.mark_checked(connection, [place.key for place in looked.unchanged], later)
        if looked.changed:
            await queries.mark_checked(connection, [place.key for place in looked.changed], {"renew_at": now})


async def _record_part(
    connection: AsyncConnection, settings: Settings, findings: Sequence[Finding], now: datetime
) -> int:
    keys = [finding.place.key for finding in findings]
    known = _Known(
        await queries.find_rows(connection, portraits, keys),
        await queries.find_rows(connection, pictures, keys),
        await queries.find_rows(connection, attempts, keys),
    )
    texts, photos, tries = _Change(), _Change(), _Change()
    for finding in findings:
        key = finding.place.key
        old_text, old_photo = known.portraits.get(key), known.pictures.get(key)
        text, photo = _rows(finding, old_text, old_photo, settings, now)
        same_text = _without_date(text) == _without_date(old_text)
        if not same_text:
            texts.put(key, text)
        if photo != old_photo:
            photos.put(key, photo)
        changed = not same_text or photo != old_photo
        tries.put(key, _attempt(finding, known.attempts.get(key), settings, now, changed=changed))
    for table, change in ((portraits, texts), (pictures, photos), (attempts, tries)):
        await queries.replace_rows(connection, table, change.replaced, change.rows)
    return len({*texts.replaced, *photos.replaced})


def _rows(
    finding: Finding, old_text: Row | None, old_photo: Row | None, settings: Settings, now: datetime
) -> tuple[Row | None, Row | None]:
    """What is to be shown of the place from now on: its portrait and its picture."""
    if finding.article is None:
        over = finding.problem is not None and finding.problem.ends_portrait(finding.place.failures + 1)
        return (None, None) if over else (old_text, old_photo)
    photo = picture_row(finding.place, finding.photo) if finding.photo else None
    if finding.photo_missing == "unavailable" and old_photo is not None:
        finding, photo = replace(finding, photo_missing=None), old_photo
    return portrait_row(finding, now, sample=settings.sandbox), photo


def _attempt(finding: Finding, old: Row | None, settings: Settings, now: datetime, *, changed: bool) -> Row:
    told = old is None or bool(old["announced"])
    row: Row = {
        "kind": finding.place.kind,
        "code": finding.place.code,
        "checked_at": now,
        "announced": told and not changed,
    }
    if finding.problem is None:
        return row | {
            "failures": 0,
            "reason": None,
            "detail": None,
            "next_at": next_look(now, settings.refresh_days),
            "renew_at": next_look(now, settings.renewal_days),
        }
    failures = finding.place.failures + 1
    again = next_try(finding.problem, failures, now)
    return row | finding.problem.told() | {"failures": failures, "next_at": again, "renew_at": now}


def _without_date(row: Row | None) -> Row | None:
    """The same page read again is not another portrait."""
    return row and {name: value for name, value in row.items() if name != "retrieved_at"}
