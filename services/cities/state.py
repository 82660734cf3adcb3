"""What the application keeps for its handlers."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities.columns.communes import Communes
from services.cities.columns.living import Living
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.photos import Photos
from services.cities.helps import Helps
from services.cities.outlines import Outlines
from services.cities.portraits import Portraits
from services.cities.search.suggest import Suggestions
from services.cities.sheets.atlas import Atlas
from services.cities.view_counter import ViewCounter
from shared.startup import Step
from shared.sync.live import Live

ENGINE: web.AppKey[AsyncEngine] = web.AppKey("engine", AsyncEngine)
COMMUNES: web.AppKey[Live[Communes]] = web.AppKey("communes", Live)
SUGGESTIONS: web.AppKey[Live[Suggestions]] = web.AppKey("suggestions", Live)
LIVING: web.AppKey[Live[Living]] = web.AppKey("living", Live)
TENSIONS: web.AppKey[Live[TensionMatrix]] = web.AppKey("tensions", Live)
ATLAS: web.AppKey[Live[Atlas]] = web.AppKey("atlas", Live)
OUTLINES: web.AppKey[Live[Outlines]] = web.AppKey("outlines", Live)
HELPS: web.AppKey[Live[Helps]] = web.AppKey("helps", Live)
VIEW_COUNTER: web.AppKey[ViewCounter] = web.AppKey("view_counter", ViewCounter)
PHOTOS: web.AppKey[Live[Photos]] = web.AppKey("photos", Live)
PORTRAITS: web.AppKey[Portraits] = web.AppKey("portraits", Portraits)
SCHEMA: web.AppKey[Step] = web.AppKey("schema", Step)
