"""The whole system as compose.yaml runs it: every process of its own, two replicas of cities and of jobs."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.gateway.name_server import NameServer
from tests.load.load.parts import Part, spawner
from tests.sandbox.francetravail.server import UNLIMITED, Control
from tests.servers.gateway import Gateway
from tests.servers.mariadb import MariaDB
from tests.servers.process import ServerProcess, free_port
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis
from tests.system.offers_stack import FranceTravailProcess
from tests.system.stack import ROOT, fetch_status
from tests.system.wikimedia import WikimediaProcess

HOSTS = ("127.0.1.1", "127.0.1.2")
REPLICAS = {"tensions": 1, "enrichment": 1, "cities": 2, "jobs": 2, "legacy": 1}
# as in the images
_ALLOCATION = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
_OWNERS = ("cities", "tensions", "enrichment")


@dataclass(frozen=True)
class Place:
    """Where the servers that can be cut off are, and the command that runs them there."""

    address: str = "127.0.0.1"
    within: Sequence[str] = ()


class System:
    """`parts` are what is supervised, in the order of starting; the stand-ins of the outside are not."""

    def __init__(self, home: Path, names: NameServer, database: Place, broker: Place) -> None:
        self.home = home
        for name in ("mariadb", "rabbitmq", "redis", "gateway", "outside"):
            (home / name).mkdir(exist_ok=True)
        self.mariadb = MariaDB(
            home / "mariadb",
            address=database.address,
            within=database.within,
            configuration=ROOT / "deploy" / "compose" / "mariadb.cnf",
        )
        self.rabbitmq = RabbitMQ(home / "rabbitmq", address=broker.address, within=broker.within)
        self.redis = Redis(home / "redis")
        self.france_travail = FranceTravailProcess(home / "outside")
        self.wikimedia = WikimediaProcess(home / "outside")
        self.ports = {service: free_port() for service in REPLICAS}
        self.gateway = self._create_gateway(names)
        self.amqp = ""
        self.databases: dict[str, str] = {}
        self.parts: dict[str, Part] = {}

    def _create_gateway(self, names: NameServer) -> Gateway:
        """Visitors come through a proxy of ours, as their addresses would all be this machine's."""
        for service, count in REPLICAS.items():
            names.addresses[service] = list(HOSTS[:count])
        addresses = {f"{name.upper()}_ADDRESS": f"{name}:{port}" for name, port in self.ports.items()}
        site = self.home / "site"  # a copy: somebody may build another while this runs
        if (built := ROOT / "front" / "dist").exists():
            shutil.copytree(built, site)
        return Gateway(
            self.home / "gateway",
            **addresses,
            RESOLVER=names.address,
            TRUSTED_PROXIES="127.0.0.1",
            SITE_ROOT=str(site),
        )

    def url(self, service: str, replica: int = 1) -> str:
        """Of a replica, behind the gateway."""
        return f"http://{HOSTS[replica - 1]}:{self.ports[service]}"

    @property
    def wikimedia_control(self) -> Control:
        return Control(self.wikimedia.url)

    async def start(self) -> None:
        """All servers, then all services; AssertionError or ServerError when one does not become ready."""
        starts: tuple[Callable[[], None], ...] = (
            *(self.mariadb.start, self.rabbitmq.start, self.redis.start),
            *(self.france_travail.start, self.wikimedia.start),
        )
        await asyncio.gather(*map(asyncio.to_thread, starts))
        self.france_travail.control("POST", "reset", rates={"*": UNLIMITED}, default_rate=UNLIMITED)
        self.amqp = self.rabbitmq.create_vhost("mobiville")
        self.databases = {name: self.mariadb.create_database(name) for name in _OWNERS}
        self._add_servers()
        for service, count in REPLICAS.items():
            for replica in range(1, count + 1):
                self.add_replica(service, replica)
                self.parts[part_name(service, replica)].spawn()
        await asyncio.to_thread(self.gateway.start)

    def _add_servers(self) -> None:
        broker, redis, gateway = self.rabbitmq, self.redis, self.gateway
        for part in (
            Part("mariadb", self.mariadb._process, self.mariadb.start, self.mariadb.answers),
            Part("rabbitmq", broker._process, broker.start, broker.answers, (broker._epmd,)),
            Part("redis", redis._process, redis.start, redis.answers),
            Part("nginx", gateway._process, gateway.start, gateway.is_healthy),
        ):
            self.parts[part.name] = part

    def add_replica(self, service: str, replica: int, **settings: str) -> Part:
        """Not started; `settings` go over those of production, and are named without the prefix."""
        name, url = part_name(service, replica), self.url(service, replica)
        everything = {
            "HOST": HOSTS[replica - 1],
            "PORT": str(self.ports[service]),
            **self._settings_of(service, replica),
            **settings,
        }
        prefixed = {f"{service.upper()}_{key}": value for key, value in everything.items()}
        module = "gateway.legacy" if service == "legacy" else f"services.{service}"
        process = ServerProcess(
            [sys.executable, "-m", module], self.home / f"{name}.log", {**_ALLOCATION, **prefixed}
        )
        part = Part(name, process, spawner(process), lambda: fetch_status(f"{url}/health/ready") == 200)
        self.parts[name] = part
        return part

    def _settings_of(self, service: str, replica: int) -> Mapping[str, str]:
        """Addresses only: everything else is the default. Replicas ask the replica of their own number."""
        wikimedia, france_travail = self.wikimedia.url, self.france_travail.url
        urls = {"CITIES_URL": self.url("cities", replica), "TENSIONS_URL": self.url("tensions")}
        match service:
            case "jobs":
                return {
                    **urls,
                    "REDIS_URL": self.redis.url,
                    "SANDBOX": "true",
                    "UPSTREAM_URL": f"{france_travail}/partenaire",
                    "TOKEN_URL": f"{france_travail}/connexion/oauth2/access_token?realm=%2Fpartenaire",
                }
            case "legacy":
                return {**urls, "JOBS_URL": self.url("jobs")}
        owner = {"DATABASE_URL": self.databases[service], "BROKER_URL": self.amqp}
        if service == "cities":
            return {**owner, "TENSIONS_URL": self.url("tensions"), "ENRICHMENT_URL": self.url("enrichment")}
        if service == "tensions":
            return owner
        return {
            **owner,
            "SANDBOX": "true",
            "IMAGES_DIR": str(self.home / "images"),
            "SPARQL_URL": f"{wikimedia}/query.wikidata.org/sparql",
            "WIKIDATA_URL": f"{wikimedia}/www.wikidata.org/w/api.php",
            "WIKIPEDIA_URL": f"{wikimedia}/fr.wikipedia.org/w/api.php",
            "COMMONS_URL": f"{wikimedia}/commons.wikimedia.org/w/api.php",
        }

    def start_import(self, *arguments: str) -> "subprocess.Popen[str]":
        """`mobiville import …` in a process of its own; what it says goes to import.log."""
        environment = {
            **os.environ,
            "MOBIVILLE_HOME": str(self.home),
            "MOBIVILLE_BROKER_URL": self.amqp,
            "MOBIVILLE_CITIES_URL": self.url("cities"),
            "MOBIVILLE_TENSIONS_URL": self.url("tensions"),
            "MOBIVILLE_ENRICHMENT_URL": self.url("enrichment"),
            "COLUMNS": "200",
        }
        command = [str(Path(sys.executable).with_name("mobiville")), "import", *arguments]
        with (self.home / "import.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, text=True
            )

    def stop(self) -> None:
        for part in self.parts.values():
            part.kill()
        for process in (self.france_travail.process, self.wikimedia.process):
            process.kill()


def part_name(service: str, replica: int) -> str:
    return f"{service}-{replica}" if REPLICAS[service] > 1 else service


@asynccontextmanager
async def running_system(
    home: Path, database: Place | None = None, broker: Place | None = None
) -> AsyncIterator[System]:
    """Everything started and ready; everything ended when the block ends, however it does."""
    async with NameServer() as names:
        system = System(home, names, database or Place(), broker or Place())
        try:
            await system.start()
            yield system
        finally:
            await asyncio.to_thread(system.stop)
