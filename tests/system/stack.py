"""The services as processes of their own, on real servers, as in production."""

import asyncio
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

from tests.servers.mariadb import MariaDB
from tests.servers.process import ServerProcess, free_port
from tests.servers.rabbitmq import RabbitMQ

ROOT = Path(__file__).resolve().parents[2]
_SERVICES = ("tensions", "enrichment", "cities")


@dataclass
class Service:
    """One replica: its process and its address."""

    process: ServerProcess
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process.start(self.is_ready)

    def is_ready(self) -> bool:
        return fetch_status(f"{self.url}/health/ready") == 200


@dataclass
class Stack:
    """Cities, tensions and enrichment over one MariaDB and one RabbitMQ. `wikimedia` is where the stand-in
    listens; without it nothing is crawled."""

    mariadb: MariaDB
    rabbitmq: RabbitMQ
    home: Path
    amqp: str
    databases: Mapping[str, str]
    wikimedia: str | None = None
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def cities(self) -> Service:
        return self.services["cities"]

    @property
    def tensions(self) -> Service:
        return self.services["tensions"]

    @property
    def enrichment(self) -> Service:
        return self.services["enrichment"]

    def add_service(self, name: str, *, replica: str = "") -> Service:
        """A process of the service, not started yet."""
        port = free_port()
        prefix = name.upper()
        environment = {
            f"{prefix}_PORT": str(port),
            f"{prefix}_DATABASE_URL": self.databases[name],
            f"{prefix}_BROKER_URL": self.amqp,
            **self._settings_of(name),
        }
        log = self.home / f"{name}{replica}.log"
        process = ServerProcess([sys.executable, "-m", f"services.{name}"], log, environment)
        service = self.services[name + replica] = Service(process, port)
        return service

    def _settings_of(self, name: str) -> dict[str, str]:
        if name == "cities":
            return {
                "CITIES_TENSIONS_URL": self.tensions.url,
                "CITIES_ENRICHMENT_URL": self.enrichment.url,
                "CITIES_PORTRAIT_SECONDS": "2",  # as the machine may be busy
            }
        if name != "enrichment":
            return {}
        upstream = self.wikimedia or "http://127.0.0.1:9"
        return {
            "ENRICHMENT_SANDBOX": "true",
            "ENRICHMENT_CONTACT": "ops@example.org",
            "ENRICHMENT_CRAWL": "true" if self.wikimedia else "false",
            "ENRICHMENT_CALLS_PER_MINUTE": "6000",
            "ENRICHMENT_REFRESH_SECONDS": "1",
            "ENRICHMENT_IMAGES_DIR": str(self.home / "images"),
            "ENRICHMENT_SPARQL_URL": f"{upstream}/query.wikidata.org/sparql",
            "ENRICHMENT_WIKIDATA_URL": f"{upstream}/www.wikidata.org/w/api.php",
            "ENRICHMENT_WIKIPEDIA_URL": f"{upstream}/fr.wikipedia.org/w/api.php",
            "ENRICHMENT_COMMONS_URL": f"{upstream}/commons.wikimedia.org/w/api.php",
        }

    def start_cli(self, *arguments: str) -> subprocess.Popen[str]:
        """`mobiville …` in a process of its own, its output being read by the caller."""
        environment = {
            **os.environ,
            "MOBIVILLE_HOME": str(self.home),
            "MOBIVILLE_BROKER_URL": self.amqp,
            "MOBIVILLE_CITIES_URL": self.cities.url,
            "MOBIVILLE_TENSIONS_URL": self.tensions.url,
            "MOBIVILLE_ENRICHMENT_URL": self.enrichment.url,
            "COLUMNS": "200",
        }
        command = [str(Path(sys.executable).with_name("mobiville")), *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    async def cli(self, *arguments: str, seconds: float = 300) -> str:
        """Run to the end; what it printed. AssertionError when it failed."""
        process = self.start_cli(*arguments)
        printed, _ = await asyncio.to_thread(process.communicate, timeout=seconds)
        assert process.returncode == 0, printed
        return printed

    def rows(self, service: str, table: str, columns: str, order: str) -> list[list[str]]:
        """The content of a table as text, for comparing it whole."""
        database = self.databases[service].rsplit("/", 1)[1].split("?")[0]
        query = f"SELECT {columns} FROM `{database}`.`{table}` ORDER BY {order}"  # noqa: S608  # a test's own
        printed = self.mariadb.execute(query)
        return [line.split("\t") for line in printed.splitlines()]


@contextmanager
def running_stack(
    mariadb: MariaDB, rabbitmq: RabbitMQ, home: Path, wikimedia: str | None = None
) -> Iterator[Stack]:
    """A fresh virtual host and fresh databases, all services up and ready."""
    run = uuid4().hex[:8]
    amqp = rabbitmq.create_vhost(f"system-{run}")
    databases = {name: mariadb.create_database(f"{name}_{run}") for name in _SERVICES}
    stack = Stack(mariadb, rabbitmq, home, amqp, databases, wikimedia)
    for name in _SERVICES:
        stack.add_service(name).start()
    try:
        yield stack
    finally:
        for service in stack.services.values():
            service.process.kill()
        for database in databases.values():
            mariadb.drop_database(database.rsplit("/", 1)[1].split("?")[0])
        rabbitmq.delete_vhost(f"system-{run}")


def fetch_status(url: str) -> int:
    """The status of a GET; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310  # an address of ours
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def fetch_json(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310  # an address of ours
        return orjson.loads(response.read())


def fetch_text(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310  # an address of ours
        text: str = response.read().decode()
        return text
