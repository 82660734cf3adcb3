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
    """Cities and tensions over one MariaDB and one RabbitMQ."""

    mariadb: MariaDB
    rabbitmq: RabbitMQ
    home: Path
    amqp: str
    databases: Mapping[str, str]
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def cities(self) -> Service:
        return self.services["cities"]

    @property
    def tensions(self) -> Service:
        return self.services["tensions"]

    def add_service(self, name: str, *, replica: str = "") -> Service:
        """A process of the service, not started yet."""
        port = free_port()
        prefix = name.upper()
        environment = {
            f"{prefix}_PORT": str(port),
            f"{prefix}_DATABASE_URL": self.databases[name],
            f"{prefix}_BROKER_URL": self.amqp,
            "CITIES_TENSIONS_URL": self.services["tensions"].url
            if name == "cities"
            else "http://127.0.0.1:9",
        }
        log = self.home / f"{name}{replica}.log"
        process = ServerProcess([sys.executable, "-m", f"services.{name}"], log, environment)
        service = self.services[name + replica] = Service(process, port)
        return service

    def start_cli(self, *arguments: str) -> subprocess.Popen[str]:
        """`mobiville …` in a process of its own, its output being read by the caller."""
        environment = {
            **os.environ,
            "MOBIVILLE_HOME": str(self.home),
            "MOBIVILLE_BROKER_URL": self.amqp,
            "MOBIVILLE_CITIES_URL": self.cities.url,
            "MOBIVILLE_TENSIONS_URL": self.tensions.url,
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
def running_stack(mariadb: MariaDB, rabbitmq: RabbitMQ, home: Path) -> Iterator[Stack]:
    """A fresh virtual host and fresh databases, both services up and ready."""
    run = uuid4().hex[:8]
    amqp = rabbitmq.create_vhost(f"system-{run}")
    databases = {name: mariadb.create_database(f"{name}_{run}") for name in ("cities", "tensions")}
    stack = Stack(mariadb, rabbitmq, home, amqp, databases)
    stack.add_service("tensions").start()
    stack.add_service("cities").start()
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
