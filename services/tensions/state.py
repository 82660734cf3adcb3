"""What the application keeps for its handlers."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from services.tensions.index import TensionIndex
from shared.startup import Step
from shared.sync.live import Live

ENGINE: web.AppKey[AsyncEngine] = web.AppKey("engine", AsyncEngine)
SCHEMA: web.AppKey[Step] = web.AppKey("schema", Step)
INDEX: web.AppKey[Live[TensionIndex]] = web.AppKey("index", Live)
