"""What the application keeps for its handlers."""

from aiohttp import web

from gateway.legacy.calls import Services

SERVICES: web.AppKey[Services] = web.AppKey("services", Services)
