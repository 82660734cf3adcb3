"""With a certificate everything goes over TLS, and a new one is taken without losing a request."""

import asyncio
import contextlib
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import aiohttp
import pytest
from yarl import URL

from tests.gateway.asking import ask
from tests.gateway.certificates import Authority
from tests.gateway.replica import Replica
from tests.servers.gateway import Gateway
from tests.servers.process import find_program
from tests.waiting import until

NAME = "mobiville.test"
CITY = "/api/v1/cities/59350"


class Handshake(NamedTuple):
    version: str | None
    protocol: str | None
    serial: str


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def gateway(tmp_path: Path, authority: Authority, replica: Replica) -> AsyncIterator[Gateway]:
    home = tmp_path / "gateway"
    home.mkdir()
    authority.issue(home, NAME, serial=1)
    gateway = Gateway(
        home, CITIES_ADDRESS=replica.address, SERVER_NAMES=NAME, HSTS="max-age=63072000", API_RATE="100000r/s"
    )
    await asyncio.to_thread(gateway.start)
    yield gateway
    gateway.kill()


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.certificate))


async def get_secure(
    visitor: aiohttp.ClientSession, gateway: Gateway, trust: ssl.SSLContext
) -> aiohttp.ClientResponse:
    url = URL(f"https://127.0.0.1:{gateway.tls_port}{CITY}")
    headers = {"Host": f"{NAME}:{gateway.tls_port}"}
    async with visitor.get(url, ssl=trust, server_hostname=NAME, headers=headers) as response:
        await response.read()
        return response


async def _handshake(gateway: Gateway, trust: ssl.SSLContext, name: str = NAME) -> Handshake:
    _, writer = await asyncio.open_connection("127.0.0.1", gateway.tls_port, ssl=trust, server_hostname=name)
    session: ssl.SSLObject = writer.get_extra_info("ssl_object")
    certificate = session.getpeercert() or {}
    seen = Handshake(session.version(), session.selected_alpn_protocol(), str(certificate["serialNumber"]))
    writer.close()
    with contextlib.suppress(ssl.SSLError):  # what the gateway was about to send
        await writer.wait_closed()
    return seen


async def test_answers_over_tls_say_that_it_stays_so(
    gateway: Gateway, authority: Authority, visitor: aiohttp.ClientSession
):
    answer = await get_secure(visitor, gateway, trusting(authority))
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"


async def test_plain_http_is_sent_to_tls_with_path_and_query(
    gateway: Gateway, visitor: aiohttp.ClientSession
):
    there = f"https://{NAME}:{gateway.tls_port}/villes?codeRome=J1506"
    for method, status in {"GET": 301, "HEAD": 301, "POST": 308}.items():
        answer = await ask(visitor, gateway, "/villes?codeRome=J1506", method, headers={"Host": NAME})
        assert (answer.status, answer.headers["Location"]) == (status, there)
        assert "Strict-Transport-Security" not in answer.headers


async def test_nobody_is_sent_to_a_name_that_is_not_ours(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, "/villes", headers={"Host": "evil.example"})
    assert (answer.status, answer.headers.get("Location")) == (421, None)


async def test_a_certificate_is_renewed_by_the_challenge_over_plain_http(
    gateway: Gateway, tmp_path: Path, visitor: aiohttp.ClientSession
):
    challenges = Path(gateway.settings["ACME_ROOT"]) / ".well-known" / "acme-challenge"
    challenges.mkdir(parents=True)
    (challenges / "token").write_text("proof")
    path = "/.well-known/acme-challenge/token"
    assert (await ask(visitor, gateway, path, headers={"Host": NAME})).text == "proof"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_current_versions_of_tls_and_http2_are_spoken(
    gateway: Gateway, authority: Authority, version: ssl.TLSVersion
):
    trust = trusting(authority)
    trust.minimum_version = trust.maximum_version = version
    trust.set_alpn_protocols(["h2", "http/1.1"])
    seen = await _handshake(gateway, trust)
    assert seen == Handshake(version.name.replace("_", "."), "h2", "01")


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
def test_old_versions_of_tls_are_refused(gateway: Gateway, version: str):
    openssl = find_program("openssl", package="openssl")
    address = f"127.0.0.1:{gateway.tls_port}"
    command = [openssl, "s_client", "-connect", address, version, "-servername", NAME]
    command += ["-cipher", "ALL:@SECLEVEL=0"]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=20)
    assert done.returncode != 0
    assert b"Cipher is (NONE)" in done.stdout
    assert b"protocol version" in done.stderr


@pytest.mark.parametrize("cipher", ["AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "NULL"])
async def test_weak_ciphers_are_refused(gateway: Gateway, authority: Authority, cipher: str):
    trust = trusting(authority)
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    trust.set_ciphers(f"{cipher}:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await _handshake(gateway, trust)


async def test_an_unknown_name_gets_no_certificate(gateway: Gateway, authority: Authority):
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        await _handshake(gateway, trusting(authority), "evil.example")


async def test_stapling_is_on_where_the_chain_is(gateway: Gateway):
    assert "ssl_stapling on;" in (gateway.conf.parent / "servers.conf").read_text()
    (gateway.home / "chain.pem").unlink()
    assert gateway.run("render").returncode == 0
    assert "ssl_stapling" not in (gateway.conf.parent / "servers.conf").read_text()


async def test_a_new_certificate_is_taken_without_losing_a_request(
    gateway: Gateway, authority: Authority, visitor: aiohttp.ClientSession
):
    trust = trusting(authority)
    assert (await _handshake(gateway, trust)).serial == "01"
    statuses: list[int] = []
    renewed = asyncio.Event()

    async def visit() -> None:
        while not renewed.is_set():
            statuses.append((await get_secure(visitor, gateway, trust)).status)

    load = asyncio.gather(*(visit() for _ in range(4)))
    await until(lambda: len(statuses) > 20)
    authority.issue(gateway.home, NAME, serial=2)
    reloaded = await asyncio.to_thread(gateway.run, "reload")
    assert reloaded.returncode == 0, reloaded.stderr

    async def is_new() -> bool:
        return (await _handshake(gateway, trust)).serial == "02"

    await until(is_new)
    after = len(statuses)
    await until(lambda: len(statuses) > after + 20)
    renewed.set()
    await load
    assert set(statuses) == {200}


async def test_a_certificate_that_cannot_be_used_changes_nothing(
    gateway: Gateway, authority: Authority, visitor: aiohttp.ClientSession
):
    (gateway.home / "fullchain.pem").write_text("not a certificate")
    refused = gateway.run("reload")
    assert refused.returncode == 2
    assert "fullchain.pem" in refused.stderr
    assert (await get_secure(visitor, gateway, trusting(authority))).status == 200
