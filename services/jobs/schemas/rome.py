"""Titles and skills of ROME 4.0, for the importer: rows as shared.events.rows has them."""

from pydantic import Field

from services.jobs.schemas.answers import JobsAnswer
from shared.events.rows import Skill, Title


class RomeList(JobsAnswer):
    version: str | None = Field(description="of ROME 4.0; null when upstream does not tell it")
    source: str
    skipped: int = Field(description="entries that are obsolete, or without a usable code or label")


class RomeTitles(RomeList):
    items: list[Title]


class RomeSkills(RomeList):
    items: list[Skill]
