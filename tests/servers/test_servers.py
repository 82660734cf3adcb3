"""The servers that the other tests lean on."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.servers.mariadb import MariaDB
from tests.servers.nginx import Nginx
from tests.servers.process import ServerError, ServerProcess, accepts_connections, find_program, free_port
from tests.servers.redis import Redis
from tests.waiting import until


def test_a_missing_binary_names_its_debian_package():
    with pytest.raises(ServerError, match="apt-get install galera-arbitrator"):
        find_program("no-such-program", package="galera-arbitrator")


def test_a_server_that_ends_at_once_shows_its_log(tmp_path: Path):
    process = ServerProcess(["sh", "-c", "echo port in use; exit 3"], tmp_path / "log")
    with pytest.raises(ServerError, match=r"ended with 3\nport in use"):
        process.start(lambda: False, seconds=10)


def test_a_server_that_is_never_ready_shows_its_log_and_is_ended(tmp_path: Path):
    process = ServerProcess(["sh", "-c", "echo starting; exec sleep 60"], tmp_path / "log")
    with pytest.raises(ServerError, match=r"not ready after 0\.3 s\nstarting"):
        process.start(lambda: False, seconds=0.3)
    with pytest.raises(ServerError, match="not running"):
        _ = process.pid


def test_mariadb_keeps_its_data_when_it_is_killed(mariadb: MariaDB):
    mariadb.create_database("kept")
    mariadb.execute("CREATE TABLE kept.names (name TEXT); INSERT INTO kept.names VALUES ('Saint-Étienne 🏙')")
    mariadb.kill9()
    assert not mariadb.answers()
    mariadb.start()
    assert mariadb.execute("SELECT name FROM kept.names") == "Saint-Étienne 🏙\n"
    mariadb.drop_database("kept")


def test_mariadb_has_no_anonymous_user(mariadb: MariaDB):
    assert mariadb.execute("SELECT COUNT(*) FROM mysql.global_priv WHERE User = ''") == "0\n"


async def test_nginx_serves_its_configuration(tmp_path: Path):
    port = free_port()
    nginx = Nginx(tmp_path, _answering(port), port)
    assert "test is successful" in nginx.check()
    nginx.start()
    async with aiohttp.ClientSession() as session, session.get(nginx.url) as response:
        assert await response.text() == "bonjour"
    nginx.stop()
    assert not accepts_connections(port)


def test_nginx_says_what_is_wrong_with_its_configuration(tmp_path: Path):
    nginx = Nginx(tmp_path, "events {}\nhttp { serve {} }\n", free_port())
    assert 'unknown directive "serve"' in nginx.check()


def _answering(port: int) -> str:
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{place}_temp_path {place};" for place in places)
    return (
        "events {}\n"
        f"http {{ access_log off; {paths}\n"
        f'server {{ listen 127.0.0.1:{port}; location / {{ return 200 "bonjour"; }} }} }}\n'
    )


def test_servers_end_with_the_process_that_started_them_however_it_ends(tmp_path: Path):
    code = (
        "import sys, time; from pathlib import Path; from tests.servers.redis import Redis\n"
        "redis = Redis(Path(sys.argv[1])); redis.start(); print(redis.port, flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    port = int(starter.stdout.readline())
    assert accepts_connections(port)
    os.kill(starter.pid, signal.SIGKILL)
    starter.communicate()
    asyncio.run(until(lambda: not accepts_connections(port)))


def test_redis_starts_again_on_the_same_port(redis: Redis):
    redis.kill9()
    assert not accepts_connections(redis.port)
    redis.restart()
    assert accepts_connections(redis.port)
