"""The headers that OWASP's Secure Headers Project asks for, on every kind of answer; the curves of TLS."""

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.asking import Reply, ask, create_visitor
from tests.gateway.certificates import Authority
from tests.servers.gateway import Gateway
from tests.servers.process import find_program

# kind of answer -> a path that has it
ANSWERS = {
    "page": "/",
    "data": "/api/v1/cities/59350",
    "first contract": "/api/cities/load/59350",
    "problem of a service": "/api/v1/cities/99999",
    "problem of nginx": "/api/v1/none",
    "error page": "/internal/datasets",
    "refused path": "/%2e%2e/x",
    "documentation": "/api/docs/",
    "description": "/api/openapi.json",
    "moved": "/cities",
}
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "nginx",
}
TELLING = {
    "X-Powered-By",
    "Via",
    "X-AspNet-Version",
    "X-Runtime",
    "Access-Control-Allow-Origin",
    "Set-Cookie",
    "Public-Key-Pins",
    "X-XSS-Protection",
}
NAME = "mobiville.test"


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS.keys())
async def test_every_kind_of_answer_is_hardened(gateway: Gateway, path: str):
    (gateway.home / "site" / "index.html").write_text("<!doctype html><title>Mobiville</title>")
    async with create_visitor() as visitor:
        reply = await ask(visitor, gateway, path)
    assert {name: reply.headers.get(name) for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
    assert not TELLING & set(reply.headers)
    assert "geolocation=(self)" in reply.headers["Permissions-Policy"]
    _check_policy(reply)


def _check_policy(reply: Reply) -> None:
    """Nothing inline, from nowhere else, in no frame."""
    policy = dict(
        rule.strip().partition(" ")[::2] for rule in reply.headers["Content-Security-Policy"].split(";")
    )
    assert {policy[name] for name in ("default-src", "base-uri", "frame-ancestors")} == {"'none'"}
    scripts = policy.get("script-src", "")
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"} & set(scripts.split())


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Gateway]:
    home = tmp_path / "gateway"
    home.mkdir()
    Authority(tmp_path).issue(home, NAME, serial=1)
    gateway = Gateway(home, SERVER_NAMES=NAME)
    gateway.start()
    yield gateway
    gateway.kill()


async def test_keys_are_agreed_on_the_curves_that_mozilla_recommends(secure: Gateway):
    agreed = {
        curve: await asyncio.to_thread(_agrees, secure, curve)
        for curve in ("X25519", "P-256", "P-384", "P-521", "X448")
    }
    assert agreed == {"X25519": True, "P-256": True, "P-384": True, "P-521": False, "X448": False}


def _agrees(gateway: Gateway, curve: str) -> bool:
    command = [find_program("openssl", package="openssl"), "s_client", "-groups", curve]
    command += ["-connect", f"127.0.0.1:{gateway.tls_port}", "-servername", NAME]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=30)
    return b"Cipher is (NONE)" not in done.stdout and done.returncode == 0
