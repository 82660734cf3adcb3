"""Every operation of every service and of the gateway, asked by Schemathesis what it was not made for."""

import asyncio
import sys
from pathlib import Path

import orjson
import pytest

from gateway.legacy.routes import ROUTES as LEGACY
from mobiville.openapi import describe
from shared.web.openapi import openapi_document
from tests.abuse.deadline import FACTOR
from tests.legacy.stack import Site
from tests.servers.gateway import Gateway

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXAMPLES = str(2 * FACTOR)
SERVICES = ("cities", "tensions", "jobs", "enrichment", "legacy")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
# nginx allows methods by prefix, so only services list exactly those of an address
OF_SERVICES = (*CHECKS, "allow_header_conformance")


# the values at each parameter's bounds are tried on the services; through nginx too when there is time
THOROUGH = "examples,coverage,fuzzing"
THROUGH_NGINX = THOROUGH if FACTOR > 1 else "fuzzing"


async def schemathesis(
    description: bytes, url: str, tmp_path: Path, *, checks: tuple[str, ...], phases: str
) -> tuple[int, str]:
    """Its exit code, 0 when no answer was wrong, and what it says."""
    (tmp_path / "openapi.json").write_bytes(description)
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color", "run", str(tmp_path / "openapi.json")]
    command += ["--url", url, "--checks", ",".join(checks), "--max-examples", EXAMPLES]
    command += ["--generation-deterministic", "--no-shrink"]
    command += ["--phases", phases, "--warnings", "off", "--request-timeout", "30"]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=tmp_path
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


@pytest.mark.parametrize("service", SERVICES)
async def test_no_operation_of_a_service_breaks(site: Site, service: str, tmp_path):
    async with site.visitor.get(f"{site.urls[service]}/openapi/{service}.json") as response:
        description = await response.read()
    code, said = await schemathesis(
        description, site.urls[service], tmp_path, checks=OF_SERVICES, phases=THOROUGH
    )
    assert code == 0, said


@pytest.mark.parametrize("face", ["/api/v1", "/api"])
async def test_no_operation_of_the_gateway_breaks(gateway: Gateway, face: str, tmp_path):
    legacy = openapi_document("The contract of the first front", LEGACY)
    description = describe() if face == "/api/v1" else orjson.dumps(legacy)
    code, said = await schemathesis(description, gateway.url, tmp_path, checks=CHECKS, phases=THROUGH_NGINX)
    assert code == 0, said
