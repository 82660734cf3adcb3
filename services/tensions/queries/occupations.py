"""What is known of one occupation beyond its place in the index."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.tensions.tables import pcs, skills, titles
from shared.events.rows import Pcs, Skill, Title


async def find_titles(connection: AsyncConnection, code_rome: str) -> list[Title]:
    """Its everyday titles, in alphabetical order."""
    statement = select(titles).where(titles.c.code_rome == code_rome).order_by(titles.c.label)
    return [Title.model_validate(dict(row)) for row in (await connection.execute(statement)).mappings()]


async def find_skills(connection: AsyncConnection, code_rome: str) -> list[Skill]:
    """What it asks for, by kind, then in alphabetical order."""
    statement = select(skills).where(skills.c.code_rome == code_rome).order_by(skills.c.kind, skills.c.label)
    return [Skill.model_validate(dict(row)) for row in (await connection.execute(statement)).mappings()]


async def find_pcs(connection: AsyncConnection, code_rome: str) -> list[Pcs]:
    """Its social categories and professional families."""
    statement = select(pcs).where(pcs.c.code_rome == code_rome).order_by(pcs.c.fap, pcs.c.pcs)
    return [Pcs.model_validate(dict(row)) for row in (await connection.execute(statement)).mappings()]
