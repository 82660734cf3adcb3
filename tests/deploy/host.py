"""A host to deploy to, and a repository with a pipeline: real processes, real git, no Docker."""

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.deploy import stand_in_compose
from tests.servers.process import free_port

ROOT = Path(__file__).parents[2]
REGISTRY = "registry.example.org/mobiville"


class Pipeline:
    """`commit(…)` makes a version, images included; `deploy(…)` runs what the pipeline runs."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.home, self.state = (folder / name for name in ("repository", "host", "state"))
        for path in (self.repository, self.state / "registry"):
            path.mkdir(parents=True)
        self.ports = {"nginx": free_port(), "cities": free_port()}
        (self.state / "ports").write_text(json.dumps(self.ports))
        self.compose = self.state / "compose"
        program = f'#!/bin/sh\nexec {sys.executable} -S {stand_in_compose.__file__} {self.state} "$@"\n'
        self.compose.write_text(program)
        self.compose.chmod(0o755)
        self.git("init", "--quiet", "--initial-branch=main")
        shutil.copytree(
            ROOT / "deploy", self.repository / "deploy", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copy(ROOT / ".env.example", self.repository)

    def run_backups(self) -> None:
        """From now on the service `backup` runs too."""
        (self.state / "ports").write_text(json.dumps({**self.ports, "backup": free_port()}))

    def import_data(self) -> None:
        for volume in stand_in_compose.VOLUMES:
            (self.state / "volumes" / volume).write_text("imported")

    def data(self) -> dict[str, str]:
        """What each volume holds."""
        return {path.name.removeprefix("mobiville_"): path.read_text() for path in self._volumes()}

    def _volumes(self) -> list[Path]:
        return sorted((self.state / "volumes").iterdir())

    def git(self, *words: str) -> str:
        who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
        done = subprocess.run(
            ["git", *who, *words], cwd=self.repository, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, text: str, *, branch: str = "main", nginx: object = None, cities: object = None) -> str:
        """A version whose processes answer `text`, or do what is said of them; its commit."""
        (self.repository / "compose.yaml").write_text(f"name: mobiville # {text}\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", text)
        sha = self.git("rev-parse", "HEAD")
        self.publish(f"{branch}-{sha[:8]}", text, nginx=nginx, cities=cities)
        self.publish(f"{branch}-latest", text, nginx=nginx, cities=cities)
        return sha

    def publish(self, version: str, text: str, **others: object) -> None:
        for service in ("nginx", *self.services()):
            image = others.get(service) or {"text": f"{service} {text}", "status": 200}
            called = "gateway" if service == "nginx" else service
            path = stand_in_compose.image_file(self.state, f"{REGISTRY}:{called}-{version}")
            path.write_text(json.dumps(image))

    def services(self) -> list[str]:
        code = "from contents import IMAGES; print(*IMAGES)"
        folder = self.repository / "deploy" / "image"
        return subprocess.check_output([sys.executable, "-c", code], cwd=folder, text=True).split()

    def deploy(self, command: str = "deploy", **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.state),
            "CI_REGISTRY_IMAGE": REGISTRY,
            "CI_COMMIT_REF_NAME": "main",
            "CI_COMMIT_SHA": self.git("rev-parse", "HEAD"),
            "DEPLOY_SHELL": "sh -c",
            "DEPLOY_PATH": str(self.home),
            "DEPLOY_SECONDS": "1",
            "COMPOSE": str(self.compose),
            "HEALTH_URLS": " ".join(f"http://127.0.0.1:{port}/" for port in self.ports.values()),
            **variables,
        }
        return subprocess.run(
            [sys.executable, "-S", "-m", "deploy.delivery", *command.split()],
            cwd=self.repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def answer(self, service: str = "nginx") -> str | None:
        """What a visitor gets; None when nobody listens."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[service]}/", timeout=5) as response:
                return str(response.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.code)
        except OSError:
            return None

    def answers(self) -> tuple[str | None, str | None]:
        return self.answer("nginx"), self.answer("cities")

    def configuration(self) -> str:
        """The compose.yaml in use."""
        return (self.home / "current" / "compose.yaml").read_text().strip().partition("# ")[2]

    def calls(self) -> list[str]:
        return (self.state / "calls").read_text().splitlines()

    def stop(self) -> None:
        for service in stand_in_compose.running(self.state):
            stand_in_compose.stop(self.state, service)
