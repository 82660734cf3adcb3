"""What the application keeps for its handlers."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.images import Images
from services.enrichment.settings import Settings
from shared.startup import Step

SETTINGS: web.AppKey[Settings] = web.AppKey("settings", Settings)
ENGINE: web.AppKey[AsyncEngine] = web.AppKey("engine", AsyncEngine)
WIKIMEDIA: web.AppKey[Wikimedia] = web.AppKey("wikimedia", Wikimedia)
IMAGES: web.AppKey[Images] = web.AppKey("images", Images)
SCHEMA: web.AppKey[Step] = web.AppKey("schema", Step)
