"""What the application keeps for its handlers."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities.columns import Communes
from services.cities.matrix import TensionMatrix
from shared.sync.live import Live

ENGINE: web.AppKey[AsyncEngine] = web.AppKey("engine", AsyncEngine)
COMMUNES: web.AppKey[Live[Communes]] = web.AppKey("communes", Live)
TENSIONS: web.AppKey[Live[TensionMatrix]] = web.AppKey("tensions", Live)
