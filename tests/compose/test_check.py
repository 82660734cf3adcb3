"""deploy/compose/check: what would leave half a system is told before anything is started."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest

from tests.compose.files import ROOT, make_secrets
from tests.servers.process import free_port


@pytest.fixture
def host(tmp_path: Path) -> Path:
    make_secrets(tmp_path)
    shutil.copy(ROOT / "compose.yaml", tmp_path)
    return tmp_path


def check(host: Path, **variables: str) -> tuple[int, list[str]]:
    """The exit code, and the lines that say what is wrong."""
    environment = {
        "PATH": os.environ["PATH"],
        "COMPOSE": "true",  # says nothing: nginx is not running
        "HTTP_PORT": str(free_port()),
        "HTTPS_PORT": str(free_port()),
        "NEEDED_MB": "1",
        **variables,
    }
    done = subprocess.run(
        ["deploy/compose/check"], cwd=host, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def taken_port() -> Iterator[int]:
    with create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_host_that_is_ready_passes(host: Path):
    assert check(host) == (0, [])


@pytest.mark.parametrize("name", ["mariadb_root_password", "rabbitmq_definitions", "valkey_users"])
def test_a_missing_secret_is_named(host: Path, name: str):
    (host / "secrets" / name).unlink()
    fault = f"check: secrets/{name} is missing or empty: deploy/compose/make-secrets makes it"
    assert check(host) == (1, [fault])


def test_credentials_are_needed_when_offers_are_to_be_real(host: Path):
    code, faults = check(host, JOBS_SANDBOX="false")
    assert code == 1
    assert [fault.partition(" is missing")[0] for fault in faults] == [
        "check: secrets/jobs_client_id",
        "check: secrets/jobs_client_secret",
    ]


def test_a_contact_is_needed_when_portraits_are_to_be_real(host: Path):
    code, faults = check(host, ENRICHMENT_SANDBOX="false")
    assert code == 1
    assert faults[0].startswith("check: ENRICHMENT_CONTACT is not set in .env")
    assert check(host, ENRICHMENT_SANDBOX="false", ENRICHMENT_CONTACT="a@example.fr")[0] == 0


@pytest.mark.parametrize("contact", ["a@example.org", "https://www.EXAMPLE.com/contact", "a@ville.invalid"])
def test_an_example_of_a_contact_is_refused(host: Path, contact: str):
    code, faults = check(host, ENRICHMENT_SANDBOX="false", ENRICHMENT_CONTACT=contact)
    assert code == 1
    assert faults[0].startswith(f"check: ENRICHMENT_CONTACT={contact} is an example")


@pytest.mark.parametrize("name", ["HTTP_PORT", "HTTPS_PORT"])
def test_a_port_in_use_is_named(host: Path, name: str, taken_port: int):
    fault = (
        f"check: {name}: something else listens on port {taken_port}: stop it, or set another {name} in .env"
    )
    assert check(host, **{name: str(taken_port)}) == (1, [fault])


def test_our_own_nginx_may_listen_there(host: Path, taken_port: int):
    assert check(host, HTTP_PORT=str(taken_port), COMPOSE="echo 0a1b2c3d") == (0, [])


def test_a_disk_that_is_too_full_is_told(host: Path):
    code, faults = check(host, NEEDED_MB="999999999")
    assert code == 1
    assert "MB left: images, data and backups need 999999999 MB" in faults[0]


def test_without_settings_it_says_where_they_come_from(host: Path):
    (host / ".env").unlink()
    _, faults = check(host)
    assert faults[0] == "check: .env is missing: deploy/compose/make-secrets makes it"
