"""A private RabbitMQ: its own Erlang port mapper, cookie, node name and data."""

import base64
import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.servers.process import ServerProcess, accepts_connections, find_program, free_port

_PACKAGE = "rabbitmq-server"
# /usr/sbin/rabbitmq-server switches to the user rabbitmq and its directories; this is what it calls
_SCRIPTS = "/usr/lib/rabbitmq/bin"
_SETTLED_SECONDS = 5


class RabbitMQ:
    """`start()` before use; durable queues survive `kill9()` and `restart()`. `within` is the command that
    runs it elsewhere, such as in a network namespace where it has another address."""

    def __init__(self, home: Path, *, address: str = "127.0.0.1", within: Sequence[str] = ()) -> None:
        self._home = home
        self._address = address
        self._left: dict[str, float] = {}
        self.port, self.metrics_port, self._management, self._epmd_port, self._dist_port = (
            free_port() for _ in range(5)
        )
        script = shutil.which("rabbitmq-server", path=_SCRIPTS)
        command = [*within, script or find_program("rabbitmq-server", package=_PACKAGE)]
        log = home / "rabbitmq.log"
        self._process = ServerProcess(command, log, self._environment())
        # ours, so that no daemonised one is left behind by the node
        epmd = [*within, find_program("epmd", package="erlang-base"), "-port", str(self._epmd_port)]
        self._epmd = ServerProcess(epmd, home / "epmd.log", {"ERL_EPMD_ADDRESS": address})

    def _environment(self) -> dict[str, str]:
        home = self._home
        return {
            "HOME": str(home),
            "ERL_EPMD_PORT": str(self._epmd_port),
            "ERL_EPMD_ADDRESS": self._address,
            "RABBITMQ_NODENAME": f"mobiville{self.port}@localhost",
            "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_PID_FILE": str(home / "rabbitmq.pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(home / "no-environment-file"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_DIST_PORT": str(self._dist_port),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
        }

    def start(self) -> None:
        (self._home / "enabled_plugins").write_text("[rabbitmq_management,rabbitmq_prometheus].\n")
        (self._home / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = {self._address}:{self.port}\nloopback_users = none\n"
            f"management.tcp.ip = {self._address}\nmanagement.tcp.port = {self._management}\n"
            f"prometheus.tcp.ip = {self._address}\nprometheus.tcp.port = {self.metrics_port}\n"
            "management_agent.disable_metrics_collector = false\n"
            "disk_free_limit.absolute = 50MB\nlog.console.level = info\n"
        )
        self._epmd.start(lambda: accepts_connections(self._epmd_port, self._address), seconds=10)
        self._process.start(self.answers, seconds=90)
        self._left = dict.fromkeys(self._left, time.monotonic())

    def answers(self) -> bool:
        try:
            return accepts_connections(self.port, self._address) and bool(self.api("GET", "/overview"))
        except (urllib.error.URLError, OSError):
            return False

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Call the management API, e.g. `api("DELETE", "/queues/%2F/cities")`; its JSON or None."""
        request = urllib.request.Request(
            f"http://{self._address}:{self._management}/api{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": "Basic " + base64.b64encode(b"guest:guest").decode(),
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            content = response.read()
        return json.loads(content) if content else None

    def create_vhost(self, name: str) -> str:
        """An empty virtual host; its AMQP URL."""
        self._delete_left_vhosts()
        self.api("PUT", f"/vhosts/{quote(name, safe='')}")
        return f"amqp://guest:guest@{self._address}:{self.port}/{quote(name, safe='')}"

    def delete_vhost(self, name: str) -> None:
        """Delete it, a little later: when another one is created.

        RabbitMQ 3.10 refuses every new queue from when one was deleted in the instant after its leader
        was elected, that is after its declaration or a restart (its rabbit_fifo_dlx_sup has ended).
        """
        self._left[name] = time.monotonic()

    def _delete_left_vhosts(self) -> None:
        for name, since in list(self._left.items()):
            if time.monotonic() - since > _SETTLED_SECONDS:
                self.api("DELETE", f"/vhosts/{quote(name, safe='')}")
                del self._left[name]

    def stop(self) -> None:
        self._process.stop()
        self._epmd.kill()

    def kill9(self) -> None:
        """SIGKILL, once the queues are on disk.

        RabbitMQ 3.10 writes down that a quorum queue exists half a second after it confirmed the
        declaration; killed before, it restarts with a queue that is empty and never has a leader.
        """
        deadline = time.monotonic() + 5
        while not self._queues_are_on_disk() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._process.kill()
        self._epmd.kill()

    def _queues_are_on_disk(self) -> bool:
        try:
            queues = self.api("GET", "/queues?disable_stats=true&enable_queue_totals=true")
        except OSError:
            return True
        names = [
            f"{queue['vhost'].replace('/', '%2F')}_{queue['name']}" for queue in queues if _is_quorum(queue)
        ]
        [registry] = (self._home / "mnesia").glob("*/quorum/*/names.dets")
        content = registry.read_bytes()
        return all(bytes([len(name)]) + name.encode() in content for name in names)  # Erlang atoms

    def restart(self) -> None:
        """End it if it runs, start again on the same data and port."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Frozen: connections stay open and nothing is answered."""
        self._process.pause()

    def resume(self) -> None:
        self._process.resume()


def _is_quorum(queue: dict[str, Any]) -> bool:
    return queue.get("type") == "quorum"
