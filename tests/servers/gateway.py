"""The gateway of ours as its image runs it: rendered from the templates, on a real nginx."""

import os
import subprocess
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from tests.servers.process import ServerProcess, find_program, free_port

GATEWAY = Path(__file__).resolve().parents[2] / "gateway"
_PROGRAM = str(GATEWAY / "nginx" / "gateway")


class Gateway:
    """Listens on 127.0.0.1; `settings` are GATEWAY_… variables without the prefix, over those of a test.

    `GATEWAY_NGINX` in the environment of the tests names another nginx than the one that is installed.
    """

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.port, self.tls_port, self.internal_port = free_port(), free_port(), free_port()
        self.access_log = home / "access.log"
        self.error_log = home / "error.log"
        self.maintenance = home / "maintenance"
        self.settings = {**self._defaults(), **settings}
        self._process = ServerProcess([_PROGRAM, "serve"], home / "gateway.log", self.environment)

    def _defaults(self) -> Mapping[str, str]:
        (self.home / "site").mkdir(parents=True, exist_ok=True)
        return {
            "NGINX": os.environ.get("GATEWAY_NGINX") or find_program("nginx", package="nginx-light"),
            "USER": "root",
            "WORKERS": "2",
            "ADDRESS": "127.0.0.1",
            "HTTP_PORT": str(self.port),
            "HTTPS_PORT": str(self.tls_port),
            "HTTPS_PUBLIC_PORT": str(self.tls_port),
            "INTERNAL_PORT": str(self.internal_port),
            "RUN_DIR": str(self.home / "run"),
            "CACHE_DIR": str(self.home / "cache"),
            "SITE_ROOT": str(self.home / "site"),
            "DOCS_ROOT": str(GATEWAY / "docs"),
            "ACME_ROOT": str(self.home / "acme"),
            "TLS_CERTIFICATE": str(self.home / "fullchain.pem"),
            "TLS_KEY": str(self.home / "privkey.pem"),
            "TLS_CHAIN": str(self.home / "chain.pem"),
            "MAINTENANCE_FILE": str(self.maintenance),
            "ACCESS_LOG": str(self.access_log),
            "ERROR_LOG": str(self.error_log),
            **{f"{service}_ADDRESS": "127.0.0.1:9" for service in _SERVICES},
        }

    @property
    def environment(self) -> Mapping[str, str]:
        return {f"GATEWAY_{name}": value for name, value in self.settings.items()}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def version(self) -> tuple[int, ...]:
        """Of its nginx."""
        told = subprocess.run(
            [self.settings["NGINX"], "-v"], capture_output=True, text=True, check=True
        ).stderr
        return tuple(int(part) for part in told.strip().rpartition("/")[2].split("."))

    @property
    def conf(self) -> Path:
        """The rendered nginx.conf."""
        return self.home / "run" / "conf" / "nginx.conf"

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`gateway render`, `gateway reload`; with its exit code and what it said."""
        environment = {**os.environ, **self.environment}
        command = [_PROGRAM, *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=30
        )

    def start(self) -> None:
        self._process.start(self.is_healthy, seconds=20)

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.internal_port}/healthz", timeout=2
            ) as answer:
                return bool(answer.read() == b"ok\n")
        except OSError:
            return False

    def kill(self) -> None:
        self._process.kill()

    def requests(self) -> list[dict[str, Any]]:
        """The access log so far."""
        return [orjson.loads(line) for line in self.access_log.read_bytes().splitlines()]


_SERVICES = ("CITIES", "TENSIONS", "JOBS", "ENRICHMENT", "LEGACY")
