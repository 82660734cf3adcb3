"""The servers of the measures: each service in a process of its own, nginx in front, stand-ins outside."""

import asyncio
import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shared.broker.connect import connect
from tests.publish import publish_dataset
from tests.servers.gateway import Gateway
from tests.servers.mariadb import MariaDB
from tests.servers.process import ServerProcess, free_port
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.redis import Redis
from tests.system.offers_stack import FranceTravailProcess
from tests.system.stack import ROOT, Service, Stack, fetch_status
from tests.system.wikimedia import WikimediaProcess
from tests.waiting import until

SHARED = ROOT.parent / "shared" / "data"
_PORTRAITS = 100  # of the largest towns
_OWNERS = ("tensions", "enrichment", "cities")
_BUCKETS = ("API", "SEARCH", "IMAGE")
_UNLIMITED = {
    **{f"{bucket}_RATE": "1000000r/s" for bucket in _BUCKETS},
    **{f"{bucket}_BURST": "100000" for bucket in _BUCKETS},
    "CONNECTIONS": "1000",
}


def data_origin() -> str:
    """What `mobiville import all --from` is given."""
    return str(SHARED) if SHARED.is_dir() else "bundled"


@dataclass(frozen=True)
class System:
    """`gateway` is nginx as its image runs it, but that nobody is too quick for it."""

    stack: Stack
    services: Mapping[str, Service]
    gateway: Gateway


@contextmanager
def running_system(home: Path, tell: Callable[[str], None]) -> Iterator[System]:
    """Everything up, data imported, portraits of the largest towns read."""
    with ExitStack() as running:
        tell("starting the servers")
        stack = _start_owners(home, running)
        services = {**stack.services, **_start_callers(home, stack, running)}
        gateway = Gateway(home / "gateway", **_addresses(services), **_UNLIMITED)
        gateway.start()
        running.callback(gateway.kill)
        tell(f"importing {data_origin()}")
        asyncio.run(stack.cli("import", "all", "--from", data_origin()))
        tell("reading portraits")
        asyncio.run(_read_portraits(stack))
        yield System(stack, services, gateway)


def _start_owners(home: Path, running: ExitStack) -> Stack:
    """Enrichment listens on a broker of its own: it knows the towns that it is told of, not all of France."""
    for name in ("mariadb", "rabbitmq", "gateway"):
        (home / name).mkdir()
    mariadb, rabbitmq = MariaDB(home / "mariadb"), RabbitMQ(home / "rabbitmq")
    wikimedia = WikimediaProcess(home)
    mariadb.start()
    running.callback(mariadb.kill9)
    rabbitmq.start()
    running.callback(rabbitmq.stop)
    wikimedia.start()
    running.callback(wikimedia.process.kill)
    databases = {name: mariadb.create_database(name) for name in _OWNERS}
    stack = Stack(mariadb, rabbitmq, home, rabbitmq.create_vhost("bench"), databases, wikimedia.url)
    portraits = replace(stack, amqp=rabbitmq.create_vhost("portraits"))
    for name in _OWNERS:
        owner = portraits if name == "enrichment" else stack
        service = owner.add_service(name)
        running.callback(service.process.kill)
        service.start()
    return stack


def _start_callers(home: Path, stack: Stack, running: ExitStack) -> dict[str, Service]:
    """The services that have no database."""
    redis, outside = Redis(home), FranceTravailProcess(home)
    redis.start()
    running.callback(redis.kill9)
    outside.start()
    running.callback(outside.process.kill)
    ours = {"CITIES_URL": stack.cities.url, "TENSIONS_URL": stack.tensions.url}
    token = f"{outside.url}/connexion/oauth2/access_token?realm=%2Fpartenaire"
    upstream = {"SANDBOX": "true", "UPSTREAM_URL": f"{outside.url}/partenaire", "TOKEN_URL": token}
    jobs = start_service(home, "jobs", "services.jobs", {**ours, **upstream, "REDIS_URL": redis.url}, running)
    legacy = start_service(home, "legacy", "gateway.legacy", {**ours, "JOBS_URL": jobs.url}, running)
    return {"jobs": jobs, "legacy": legacy}


def start_service(
    home: Path, name: str, module: str, settings: Mapping[str, str], running: ExitStack
) -> Service:
    """A process of the module, ready; `settings` without its prefix."""
    port = free_port()
    environment = {f"{name.upper()}_{key}": value for key, value in {**settings, "PORT": str(port)}.items()}
    process = ServerProcess([sys.executable, "-m", module], home / f"{name}.log", environment)
    service = Service(process, port)
    running.callback(process.kill)
    service.start()
    return service


def _addresses(services: Mapping[str, Service]) -> dict[str, str]:
    return {f"{name.upper()}_ADDRESS": f"127.0.0.1:{service.port}" for name, service in services.items()}


async def _read_portraits(stack: Stack) -> None:
    with (ROOT / "bundled" / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["population"] or 0), reverse=True)
    towns = [
        {"code_insee": row["code_insee"], "name": row["name"], "population": int(row["population"])}
        for row in rows[:_PORTRAITS]
    ]
    broker = connect(stack.amqp.rpartition("/")[0] + "/portraits", name="bench")
    await publish_dataset(broker, "cities", towns)
    await broker.close()
    address = f"{stack.enrichment.url}/api/v1/portraits/communes/59350"
    await until(lambda: fetch_status(address) == 200, seconds=300, every=0.5)
    await until(lambda: fetch_status(f"{address}/image") == 200, seconds=300, every=0.5)


def memory_mb(process: ServerProcess, kind: str = "VmRSS") -> float:
    """Resident; `VmHWM` for the most there ever was."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith(kind))
    return int(line.split()[1]) / 1024
