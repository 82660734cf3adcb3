"""Replicas of the offers service as they are deployed: behind nginx, on one Redis, before one stand-in."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.jobs.stand_ins import Cities
from tests.sandbox.francetravail.server import Control
from tests.servers.nginx import Nginx
from tests.servers.process import ServerProcess, accepts_connections, free_port
from tests.servers.redis import Redis
from tests.system.stack import Service, fetch_text

_FETCHES = re.compile(r'^mobiville_proxy_fetches_total\{outcome="(\w+)",resource="([\w-]+)"\} (\S+)$', re.M)


class FranceTravailProcess(Control):
    """The stand-in in a process of its own, with the quotas of the real one."""

    def __init__(self, home: Path, offers: int = 60_000) -> None:
        self.port = free_port()
        super().__init__(f"http://127.0.0.1:{self.port}")
        environment = {"SANDBOX_FT_PORT": str(self.port), "SANDBOX_FT_OFFERS": str(offers)}
        command = [sys.executable, "-m", "sandbox.francetravail"]
        self.process = ServerProcess(command, home / "francetravail.log", environment)

    def start(self) -> None:
        self.process.start(lambda: accepts_connections(self.port))


@dataclass(frozen=True)
class OffersStack:
    """`url` is nginx's; `replicas` are the services behind it, all ready."""

    url: str
    replicas: Sequence[Service]


@asynccontextmanager
async def running_offers(
    home: Path, redis: Redis, upstream: Control, replicas: int, **environment: str
) -> AsyncIterator[OffersStack]:
    """`environment` goes over the defaults of the service, which are those of production."""
    async with Cities() as cities:
        everything = {
            "JOBS_CITIES_URL": cities.url,
            "JOBS_TENSIONS_URL": cities.url,
            "JOBS_SANDBOX": "true",
            "JOBS_UPSTREAM_URL": f"{upstream.url}/partenaire",
            "JOBS_TOKEN_URL": f"{upstream.url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
            "JOBS_REDIS_URL": redis.url,
            **environment,
        }
        services = [_replica(home, everything) for _ in range(replicas)]
        nginx = proxied(home, [service.port for service in services])
        try:
            await asyncio.gather(*(asyncio.to_thread(service.start) for service in services))
            await asyncio.to_thread(nginx.start)
            yield OffersStack(nginx.url, services)
        finally:
            nginx.kill9()
            for service in services:
                service.process.kill()


def count_fetches(replica: Service, resource: str = "offer-search") -> dict[str, int]:
    """How many were fresh, stale, renewed…, by the replica's own metrics."""
    found = _FETCHES.findall(fetch_text(f"{replica.url}/metrics"))
    return {outcome: int(float(count)) for outcome, name, count in found if name == resource}


def _replica(home: Path, environment: Mapping[str, str]) -> Service:
    port = free_port()
    command = [sys.executable, "-m", "services.jobs"]
    process = ServerProcess(command, home / f"jobs-{port}.log", {**environment, "JOBS_PORT": str(port)})
    return Service(process, port)


def proxied(home: Path, ports: Sequence[int]) -> Nginx:
    """A GET that no replica has answered goes to the next one. A 503 is an answer: the quota is the same
    for all replicas, and another would have the visitor wait again."""
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{one} fail_timeout=1s;" for one in ports)
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{place}_temp_path {place};" for place in places)
    configuration = f"""
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 10000000; {paths}
  upstream jobs {{ least_conn; {servers} keepalive 64; }}
  server {{
    listen 127.0.0.1:{port} backlog=2048;
    location / {{
      proxy_pass http://jobs; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_read_timeout 10s; proxy_next_upstream error timeout;
    }}
  }}
}}
"""
    return Nginx(home, configuration, port)
