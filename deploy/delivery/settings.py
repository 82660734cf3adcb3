"""Settings of the machine that the system runs on; standard library only, as everything in this room."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Host:
    """`home` holds what outlives releases (.env, secrets/, tls/) and the releases themselves."""

    home: Path
    compose: tuple[str, ...]
    health_urls: tuple[str, ...]
    patience: float
    kept: int

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def current(self) -> Path:
        return self.home / "current"


def read_host(variables: Mapping[str, str]) -> Host:
    """From DEPLOY_PATH, COMPOSE, HEALTH_URLS, DEPLOY_SECONDS, KEPT_RELEASES."""
    urls = variables.get("HEALTH_URLS", "http://127.0.0.1/ http://127.0.0.1/api/v1/helps")
    return Host(
        home=Path(variables.get("DEPLOY_PATH", "/srv/mobiville")).resolve(),
        compose=tuple(shlex.split(variables.get("COMPOSE", "docker compose"))),
        health_urls=tuple(urls.split()),
        patience=float(variables.get("DEPLOY_SECONDS", "300")),
        kept=int(variables.get("KEPT_RELEASES", "5")),
    )
