"""Rendering: valid on nginx in every shape, sound to gixy, exact about what it is told wrongly."""

import re
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from gateway.legacy.routes import ROUTES as LEGACY
from mobiville.openapi import describe
from mobiville.site import PathPrefixes
from services.cities.routes import ROUTES as CITIES
from services.enrichment.routes import ROUTES as ENRICHMENT
from services.jobs.routes import ROUTES as JOBS
from services.tensions.routes import ROUTES as TENSIONS
from shared.web.application import create_application
from shared.web.endpoints import Route
from tests.gateway.certificates import Authority
from tests.servers.gateway import GATEWAY, Gateway

TEMPLATES = GATEWAY / "nginx" / "templates"
TILES = {"TILE_URL": "https://tiles.example/{z}/{x}/{y}.png", "TILE_ATTRIBUTION": "© Un institut"}
SHAPES = {
    "open": {},
    "named": {"SERVER_NAMES": "mobiville.test *.mobiville.test"},
    "behind a proxy": {"TRUSTED_PROXIES": "10.0.0.0/8 fd00::/8", **TILES},
    "everywhere": {"ADDRESS": "", "RESOLVER": "10.0.0.2:5353 ipv6=off"},
    "ipv6": {"ADDRESS": "[::1]", "RESOLVER": "[fd00::2]"},
    "tls": {"SERVER_NAMES": "mobiville.test"},
}


@pytest.fixture(params=SHAPES, ids=str)
def rendered(request: pytest.FixtureRequest, tmp_path: Path) -> Gateway:
    """A gateway that nginx -t found valid."""
    gateway = Gateway(tmp_path, **SHAPES[request.param])
    if request.param == "tls":
        Authority(tmp_path).issue(tmp_path, "mobiville.test", serial=1)
    done = gateway.run("render")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return gateway


def test_every_shape_is_valid_and_sound(rendered: Gateway):
    gixy = str(Path(sys.executable).with_name("gixy"))
    done = subprocess.run(
        [gixy, "-f", "json", str(rendered.conf)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, orjson.loads(done.stdout)) == (0, []), done.stdout + done.stderr


def test_nothing_is_left_unrendered(rendered: Gateway):
    texts = {path.name: path.read_text() for path in rendered.conf.parent.rglob("*.conf")}
    assert [name for name, text in texts.items() if "GATEWAY_" in text] == []
    assert set(texts) == {path.name.removesuffix(".template") for path in _templates()} | {
        "servers.conf",
        "upstreams.conf",
    }


def _templates() -> list[Path]:
    return [*TEMPLATES.glob("*.template"), *TEMPLATES.glob("services/*.template")]


def test_no_location_drops_the_headers_of_the_others():
    holders = {path.name for path in TEMPLATES.rglob("*.template") if "add_header " in path.read_text()}
    assert holders == {"headers.conf.template"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_RATE", "30"),
        ("SEARCH_BURST", "0"),
        ("HTTP_PORT", "http"),
        ("CITIES_ADDRESS", "http://cities:8080/"),
        ("SERVER_NAMES", "mobiville.test; return 200"),
        ("SITE_ROOT", "/srv/the site"),
        ("TRUSTED_PROXIES", "10.0.0.0/8\nmore"),
        ("TILE_URL", "http://tiles.example/{z}/{x}/{y}.png"),
        ("CONTACT", "call me"),
        ("OPERATOR", "Une\nmairie"),
        ("HSTS", 'max-age=1" always'),
        ("RESOLVER", "dns.example"),
        ("CACHE_SIZE", "lots"),
        ("NGINX", "/no/such/nginx"),
        ("RUN_DIR", "/proc/nowhere"),
    ],
)
def test_what_is_set_wrongly_is_told_in_a_line(tmp_path: Path, name: str, value: str):
    done = Gateway(tmp_path, **{name: value}).run("render")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"gateway: GATEWAY_{name}: ")
    assert value.splitlines()[0] in line


def test_a_certificate_needs_its_key_and_its_name(tmp_path: Path):
    Authority(tmp_path).issue(tmp_path, "mobiville.test", serial=1)
    nameless = Gateway(tmp_path).run("render")
    assert (nameless.returncode, nameless.stderr.count("\n")) == (2, 1)
    assert "GATEWAY_SERVER_NAMES" in nameless.stderr
    (tmp_path / "privkey.pem").unlink()
    keyless = Gateway(tmp_path, SERVER_NAMES="mobiville.test").run("render")
    assert f"GATEWAY_TLS_KEY: {tmp_path}/privkey.pem cannot be read" in keyless.stderr


def test_every_setting_is_explained():
    table = (GATEWAY / "nginx" / "settings.sh").read_text()
    names = {f"GATEWAY_{name}" for name in re.findall(r"^([A-Z_]+)~", table, re.M)}
    readme = (GATEWAY / "README.md").read_text(encoding="utf-8")
    explained = {f"GATEWAY_{name}" for name in re.findall(r"`(?:GATEWAY_|…)([A-Z_]+)…?`", readme)}
    assert {name for name in names if name not in explained and not name.endswith("_ADDRESS")} == set()


def _served(routes: tuple[Route, ...]) -> set[str]:
    """By the embedded run, for a service of these routes."""
    return set(PathPrefixes(create_application("any", routes, title="")).prefixes)


@pytest.mark.parametrize(
    ("service", "routes"),
    [("cities", CITIES), ("tensions", TENSIONS), ("jobs", JOBS), ("enrichment", ENRICHMENT)],
    ids=["cities", "tensions", "jobs", "enrichment"],
)
def test_nginx_routes_what_services_serve_and_the_embedded_run_does(service: str, routes: tuple[Route, ...]):
    told = (TEMPLATES / "services" / f"{service}.conf.template").read_text()
    alternatives = re.findall(r"/api/v1/(?:\(\?:([a-z|-]+)\)|([a-z-]+))", told)
    routed = {
        f"/api/v1/{one}" for pair in alternatives for names in pair if names for one in names.split("|")
    }
    assert routed == _served(routes)


def test_the_first_contract_is_below_api_and_never_below_v1():
    assert {route.path.split("/")[1] for route in LEGACY} == {"api"}
    assert not any(route.path.startswith("/api/v1") for route in LEGACY)


def test_the_description_is_of_today_s_api():
    assert (GATEWAY / "docs" / "openapi.json").read_bytes() == describe() + b"\n", "make client"
