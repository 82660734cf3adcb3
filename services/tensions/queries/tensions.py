"""The tension of one occupation in one bassin, with what explains it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.tensions.tables import tensions
from shared.events.rows import Tension


async def get_tension(connection: AsyncConnection, code_rome: str, bassin: str) -> Tension | None:
    statement = select(tensions).where(tensions.c.code_rome == code_rome, tensions.c.bassin == bassin)
    row = (await connection.execute(statement)).mappings().one_or_none()
    return Tension.model_validate(dict(row)) if row else None
