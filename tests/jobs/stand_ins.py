"""What the service talks to in tests, over HTTP: France Travail's stand-in, and our own services."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import orjson
from aiohttp import web

from sandbox.clock import Clock
from sandbox.francetravail.settings import SandboxSettings
from services.cities.schemas.references import Area
from services.cities.schemas.sheet import BassinPart, CitySheet
from services.jobs.settings import JobsSettings
from tests.sandbox.francetravail.server import FranceTravail

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_BUNDLED = Path(__file__).resolve().parents[2] / "bundled"
_NORD, _HAUTS_DE_FRANCE = Area(code="59", name="Nord"), Area(code="32", name="Hauts-de-France")


def france_travail(folder: Path) -> FranceTravail:
    """A stand-in whose day does not end and whose bassins have official codes (9001 for X001…)."""
    for path in _BUNDLED.iterdir():
        if path.name != "bassins.csv":
            (folder / path.name).symlink_to(path)
    bassins = (_BUNDLED / "bassins.csv").read_text(encoding="utf-8")
    (folder / "bassins.csv").write_text(bassins.replace(",X", ",9"), encoding="utf-8")
    settings = SandboxSettings(data=folder, offers=60_000)
    return FranceTravail(settings, clock=Clock(wall=NOW.timestamp, ticks=time.monotonic))


def city(code: str, name: str, **known: Any) -> CitySheet:
    """A town of the Nord, unless told otherwise, as the cities service describes it."""
    unknown = dict.fromkeys(
        name
        for name in CitySheet.model_fields
        if name not in {"environments", "from_city", "incomplete", "sources"}
    )
    told = {
        "code_insee": code,
        "name": name,
        "kind": "commune",
        "departement": _NORD,
        "region": _HAUTS_DE_FRANCE,
        "environments": [],
        "from_city": [],
        "incomplete": [],
        "sources": [],
        "sample": False,
    }
    return CitySheet(**unknown | told | known)


def bassin(code: str, name: str) -> BassinPart:
    return BassinPart(id=code, name=name, communes=1, sectors=[])


LILLE = city("59350", "Lille", latitude=50.632, longitude=3.047, bassin=bassin("9225", "Lille"))
ROUBAIX = city("59512", "Roubaix", latitude=50.69, longitude=3.18, bassin=bassin("X225", "Exemple de Lille"))
PARIS = city(
    "75056",
    "Paris",
    latitude=48.8566,
    longitude=2.3522,
    departement=Area(code="75", name="Paris"),
    region=Area(code="11", name="Île-de-France"),
)
LYON = city(
    "69123",
    "Lyon",
    latitude=45.76,
    longitude=4.835,
    departement=Area(code="69", name="Rhône"),
    region=Area(code="84", name="Auvergne-Rhône-Alpes"),
)
AMBERIEU = city(
    "01004",
    "Ambérieu-en-Bugey",
    bassin=bassin("9001", "Ambérieu-en-Bugey"),
    departement=Area(code="01", name="Ain"),
    region=Area(code="84", name="Auvergne-Rhône-Alpes"),
)
TOWNS = {"01004": AMBERIEU, "59350": LILLE, "59512": ROUBAIX, "75056": PARIS, "69123": LYON, "59298": LILLE}


class Cities:
    """The cities service, and what is asked of tensions.

    `status` other than 200 is answered to all, nothing while `hangs`; `asked` counts the calls.
    """

    def __init__(self) -> None:
        self.status = 200
        self.hangs = False
        self.asked = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/api/v1/cities/{code}", self._city)
        app.router.add_get("/api/v1/departements/{code}", self._departement)
        app.router.add_get("/api/v1/occupations/{code}", self._occupation)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _city(self, request: web.Request) -> web.Response:
        town = TOWNS.get(request.match_info["code"])
        return await self._answer(town.model_dump() if town else None)

    async def _departement(self, request: web.Request) -> web.Response:
        known = {"59": {"code": "59", "name": "Nord", "region": _HAUTS_DE_FRANCE.model_dump()}}
        return await self._answer(known.get(request.match_info["code"]))

    async def _occupation(self, request: web.Request) -> web.Response:
        known = {"J1506": {"code_rome": "J1506", "pcs": [{"pcs": "431f", "fap": "V1Z80"}]}}
        return await self._answer(known.get(request.match_info["code"]))

    async def _answer(self, content: dict[str, Any] | None) -> web.Response:
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.status != 200:
            return web.Response(status=self.status)
        if content is None:
            return web.Response(status=404)
        return web.Response(body=orjson.dumps(content), content_type="application/json")


def settings_for(upstream: FranceTravail, cities: Cities, **changes: Any) -> JobsSettings:
    """Settings of the service in front of the two; quotas are wide."""
    wide = {
        name: {"quota_calls": 1000}
        for name in ("offres", "marche_du_travail", "acces_emploi", "la_bonne_boite")
    }
    wide |= {name: {"quota_calls": 1000} for name in ("evenements", "rome_metiers", "infotravail")}
    return JobsSettings(
        **{
            "cities_url": cities.url,
            "tensions_url": cities.url,
            "sandbox": True,
            "upstream_url": f"{upstream.url}/partenaire",
            "token_url": f"{upstream.url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
            **wide,
            **changes,
        }
    )
