"""The whole system in containers: with docker, or with ../shared/compose-lab where it is there."""

import json
import os
import shlex
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.compose.files import ROOT, SERVICES
from tests.servers.process import free_port

_LAB = ROOT.parent / "shared" / "compose-lab" / "compose"
COMPOSE = shlex.split(os.environ.get("COMPOSE", str(_LAB) if _LAB.exists() else "docker compose"))
ENGINE = os.environ.get("ENGINE", "podman" if _LAB.exists() else "docker")
# what no stand-in image exists for
LEFT_OUT = {"grafana"} if _LAB.exists() else set[str]()


def copy_project(target: Path) -> None:
    """What a checkout holds, and the changes of the working tree."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def wait_until(condition: Callable[[], Any], *, seconds: float, every: float = 0.5) -> Any:
    """The condition's first true value; AssertionError with its last value after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"still {value!r} after {seconds} s"
        time.sleep(every)
    return value


@dataclass
class System:
    """A project of its own, of a copy of the tree in `home`."""

    home: Path
    project: str = "mobivilletest"
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)

    def compose(self, *words: str, profiles: str = "sandbox", seconds: float = 1800) -> str:
        """Run compose; what it says. AssertionError with the end of that when it fails."""
        done = self.try_compose(*words, profiles=profiles, seconds=seconds)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def try_compose(
        self, *words: str, profiles: str = "sandbox", seconds: float = 1800
    ) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "COMPOSE_PROJECT_NAME": self.project,
            "COMPOSE_PROFILES": profiles,
            "HTTP_PORT": str(self.port),
            "HTTPS_PORT": str(self.tls_port),
        }
        command = [*COMPOSE, *words]
        return subprocess.run(
            command,
            cwd=self.home,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def mobiville(self, *words: str, mount: str = "") -> subprocess.CompletedProcess[str]:
        """The operator's command, as docs/operations.md says it."""
        volumes = ["-v", mount] if mount else []
        return self.try_compose("run", "--rm", "-T", *volumes, "importer", *words, profiles="sandbox,tools")

    def engine(self, *words: str) -> str:
        return subprocess.run(
            [ENGINE, *words], capture_output=True, text=True, check=True, timeout=120
        ).stdout

    def containers(self, service: str) -> list[str]:
        labels = {"project": self.project, "service": service}
        filters = [f"--filter=label=com.docker.compose.{key}={value}" for key, value in labels.items()]
        return sorted(self.engine("ps", "--quiet", "--no-trunc", *filters).split())

    def inspect(self, container: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.engine("inspect", container))[0]
        return found

    def health(self, service: str) -> list[str]:
        """Of each replica: healthy, starting, unhealthy."""
        states = [self.inspect(container)["State"] for container in self.containers(service)]
        return [(state.get("Health") or state.get("Healthcheck"))["Status"] for state in states]

    def crash(self, service: str) -> None:
        """As when it fails by itself: an operator's kill would be a stop asked for, and no restart follow."""
        container = self.containers(service)[0]
        before = self.inspect(container)["State"]
        subprocess.run(["kill", "-9", str(before["Pid"])], check=True)
        wait_until(lambda: self._started_again(container, before["StartedAt"]), seconds=60)

    def _started_again(self, container: str, before: str) -> bool:
        state = self.inspect(container)["State"]
        return bool(state["Running"] and state["StartedAt"] != before)

    def inside(self, container: str, *command: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        words = [ENGINE, "exec", container, *command]
        return subprocess.run(words, capture_output=True, text=True, check=False, timeout=seconds)

    def fetch_inside(self, container: str, url: str) -> str:
        """What a container is answered at an address of the inner networks."""
        code = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=10).read().decode())"
        done = self.inside(container, "python", "-c", code, url)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """As a visitor; status 0 when there is no answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""

    def json(self, path: str) -> Any:
        status, body = self.get(path)
        assert status == 200, f"{path}: {status} {body[:500]!r}"
        return json.loads(body)


def profiled(name: str) -> bool:
    """Whether a plain `up` leaves the service out."""
    return bool(set(SERVICES[name].get("profiles", [])) - {"sandbox"})
