"""make-secrets and schemas.sh: what they make the real servers take, and it gives no more."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from redis.asyncio import Redis
from redis.exceptions import NoPermissionError
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import services.cities.app
import services.enrichment.app
import services.tensions.app
from services.jobs.proxy.store.contract import Quota
from services.jobs.proxy.store.redis import RedisStore
from shared.broker.connect import connect
from shared.broker.contract import Broker, Delivery, Subscription
from shared.database import create_engine
from shared.migrations import migrate
from tests.compose.files import ROOT, make_secrets
from tests.servers.mariadb import MariaDB
from tests.servers.process import ServerProcess, accepts_connections, find_program, free_port
from tests.servers.rabbitmq import RabbitMQ
from tests.waiting import until

OWNERS = {
    "cities": services.cities.app.MIGRATIONS,
    "tensions": services.tensions.app.MIGRATIONS,
    "enrichment": services.enrichment.app.MIGRATIONS,
}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_secrets(tmp_path_factory.mktemp("host"))


def read(secrets: Path, name: str) -> str:
    return (secrets / name).read_text(encoding="utf-8")


def test_what_is_there_stays_and_what_repeats_it_follows(tmp_path: Path):
    secrets = make_secrets(tmp_path)
    before = {path.name: path.read_bytes() for path in secrets.iterdir() if path.is_file()}
    make_secrets(tmp_path)
    assert {path.name: path.read_bytes() for path in secrets.iterdir() if path.is_file()} == before
    (secrets / "cities_broker_password").write_text('se"same\\\n')
    (secrets / "jobs_redis_password").write_text("open\n")
    make_secrets(tmp_path)
    users = {
        user["name"]: user["password"] for user in json.loads(read(secrets, "rabbitmq_definitions"))["users"]
    }
    assert users["cities"] == 'se"same\\'
    assert users["tensions"] == read(secrets, "tensions_broker_password")
    assert " >open " in read(secrets, "valkey_users")


def test_passwords_are_long_and_all_different(secrets: Path):
    passwords = [read(secrets, path.name) for path in secrets.glob("*_password")]
    assert len(set(passwords)) == len(passwords) >= 10
    assert all(len(password) == 40 and password.isalnum() for password in passwords)


def test_nobody_else_on_the_host_can_look_inside(secrets: Path):
    assert secrets.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    make_secrets(tmp_path)
    (tmp_path / "file").touch()
    environment = {"PATH": os.environ["PATH"], "SECRETS_DIR": str(tmp_path / "file" / "secrets")}
    done = subprocess.run(
        ["deploy/compose/make-secrets"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"make-secrets: {tmp_path}/file/secrets cannot be made" in done.stderr


class Schemas:
    """schemas.sh against the tests' MariaDB."""

    def __init__(self, mariadb: MariaDB, secrets: Path) -> None:
        self.mariadb = mariadb
        self.secrets = secrets

    def run(self, secrets: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "SECRETS": str(secrets or self.secrets),
            "DATABASE_HOST": "127.0.0.1",
            "DATABASE_PORT": str(self.mariadb.port),
            "DATABASE_USER": "installer",
        }
        script = ROOT / "deploy" / "compose" / "schemas.sh"
        return subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False)

    def url(self, user: str, schema: str) -> str:
        password = quote(read(self.secrets, f"{user}_database_password"))
        return f"mariadb+aiomysql://{user}:{password}@127.0.0.1:{self.mariadb.port}/{schema}?charset=utf8mb4"


@pytest.fixture(scope="module")
def schemas(mariadb: MariaDB, secrets: Path) -> Iterator[Schemas]:
    password = read(secrets, "mariadb_root_password")
    mariadb.execute(
        f"CREATE OR REPLACE USER installer@'%' IDENTIFIED BY '{password}';"
        "GRANT ALL ON *.* TO installer@'%' WITH GRANT OPTION"
    )
    made = Schemas(mariadb, secrets)
    done = made.run()
    assert done.returncode == 0, done.stderr
    yield made
    for owner in OWNERS:
        mariadb.execute(f"DROP DATABASE mobiville_{owner}; DROP USER {owner}@'%'")
    mariadb.execute("DROP USER backup@'%'; DROP USER installer@'%'")


@pytest.mark.parametrize("owner", OWNERS)
async def test_a_service_s_user_can_migrate_its_schema_and_see_no_other(schemas: Schemas, owner: str):
    engine = create_engine(schemas.url(owner, f"mobiville_{owner}"))
    await migrate(engine, OWNERS[owner])
    await migrate(engine, OWNERS[owner], "base")
    await migrate(engine, OWNERS[owner])
    async with engine.connect() as connection:
        seen = set((await connection.scalars(text("SHOW DATABASES"))).all())
    await engine.dispose()
    # MariaDB shows anybody the schemas whose names begin with test
    others = {name for name in seen if not name.startswith("test")}
    assert others == {f"mobiville_{owner}", "information_schema"}


async def test_running_it_again_changes_nothing_but_the_passwords(schemas: Schemas, tmp_path: Path):
    engine = create_engine(schemas.url("cities", "mobiville_cities"))
    await migrate(engine, OWNERS["cities"])
    await engine.dispose()
    changed = make_secrets(tmp_path)
    (changed / "mariadb_root_password").write_text(read(schemas.secrets, "mariadb_root_password"))
    (changed / "cities_database_password").write_text("o'pen\\")
    assert schemas.run(changed).returncode == 0
    with pytest.raises(OperationalError, match="Access denied"):
        await migrate(create_engine(schemas.url("cities", "mobiville_cities")), OWNERS["cities"])
    again = Schemas(schemas.mariadb, changed)
    engine = create_engine(again.url("cities", "mobiville_cities"))
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT COUNT(*) FROM commune")) == 0
    await engine.dispose()
    assert schemas.run().returncode == 0


def test_a_missing_secret_is_named_and_nothing_is_changed(schemas: Schemas, tmp_path: Path):
    secrets = make_secrets(tmp_path)
    (secrets / "tensions_database_password").unlink()
    done = schemas.run(secrets)
    assert done.returncode == 1
    assert done.stderr.strip().startswith(
        f"schemas: {secrets}/tensions_database_password is missing or empty"
    )


def test_another_root_password_than_the_volume_s_is_told(schemas: Schemas, tmp_path: Path):
    done = schemas.run(make_secrets(tmp_path))
    assert done.returncode == 1
    assert "is the password in mariadb_root_password the one that its volume was made with?" in done.stderr


@pytest.fixture
def broker_user(rabbitmq: RabbitMQ, secrets: Path) -> Iterator[str]:
    """The address of a broker with the users of the secret, {user} and {password} to be filled in."""
    definitions = json.loads(read(secrets, "rabbitmq_definitions"))
    rabbitmq.api("POST", "/definitions", definitions)
    yield f"amqp://{{user}}:{{password}}@127.0.0.1:{rabbitmq.port}/"
    for user in definitions["users"]:
        rabbitmq.api("DELETE", f"/users/{user['name']}")


async def test_broker_users_have_their_own_queues_and_the_exchange(
    broker_user: str, rabbitmq: RabbitMQ, secrets: Path
):
    heard: list[Delivery] = []

    async def hear(delivery: Delivery) -> None:
        heard.append(delivery)

    def open_broker(user: str, secret: str) -> Broker:
        return connect(broker_user.format(user=user, password=read(secrets, secret)), name=user)

    cities = open_broker("cities", "cities_broker_password")
    importer = open_broker("importer", "mobiville_broker_password")
    await cities.subscribe(Subscription("cities.sync", ("sync.x.batch",), hear))
    await cities.subscribe(Subscription("cities.communes", ("sync.x.batch",), hear, durable=False))
    await importer.publish("sync.x.batch", b"{}", message_id="1")
    await until(lambda: len(heard) == 2)
    assert await importer.dead_letters("cities.sync") == []
    await cities.subscribe(Subscription("tensions.sync", ("sync.x.batch",), hear))
    there = {queue["name"] for queue in rabbitmq.api("GET", "/queues/%2F")}  # of no other test's virtual host
    assert not any(name.startswith("tensions") for name in there)
    await importer.close()
    await cities.close()


async def test_valkey_lets_the_proxy_do_its_work_and_nothing_else(secrets: Path, tmp_path: Path):
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    program = find_program("redis-server", package="redis-server")
    server = ServerProcess([program, *options, "--aclfile", str(secrets / "valkey_users")], tmp_path / "log")
    server.start(lambda: accepts_connections(port), seconds=20)
    url = f"redis://:{read(secrets, 'jobs_redis_password')}@127.0.0.1:{port}/0"
    store = RedisStore(url, "mobiville:jobs:", timeout=5)
    await store.put("answer", b"kept", 60)
    assert await store.get("answer") == b"kept"
    assert await store.acquire("lock", "me", 5)
    await store.release("lock", "me")
    quota = Quota("offres", 3, 1, spare=1)
    assert (await store.take_turn(quota, "me", urgency=0, patience=1)).granted
    await store.slow_down(quota, pause=1, calls=1, seconds=5)
    await store.leave(quota, "me")
    await store.close()
    stranger = Redis.from_url(url)
    for forbidden in (("FLUSHALL",), ("CONFIG", "GET", "*"), ("SET", "other", "x"), ("KEYS", "*")):
        with pytest.raises(NoPermissionError):
            await stranger.execute_command(*forbidden)
    await stranger.aclose()
    server.stop()
