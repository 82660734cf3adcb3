"""What `docker compose` is to the delivery scripts: pulls from a registry (a folder), starts and stops real
processes of ours, one per service of compose.override.yaml. Run as: stand_in_compose.py STATE WORD…

An image is a file of the registry with JSON: {"text": …, "status": …} is a web server on the service's port,
{"exits": …} ends at once.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

VOLUMES = ("mobiville_mariadb", "mobiville_rabbitmq", "mobiville_backups")
_SERVER = """
import json, os, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
text, status, port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(status); self.end_headers(); self.wfile.write(text.encode())
    def log_message(self, *_): pass
HTTPServer.allow_reuse_address = True
server = HTTPServer(("127.0.0.1", port), Handler)
print("listening", flush=True)
server.serve_forever()
"""


def main(state: Path, words: list[str]) -> str | None:
    """None, or why it failed."""
    with (state / "calls").open("a") as calls:
        calls.write(" ".join(words[6:] if words[0].startswith("--") else words) + "\n")
    if words[0] == "volume":
        return remove_volumes(state, [word for word in words[2:] if not word.startswith("-")])
    os.chdir(words[1])  # --project-directory, then --file, twice
    return act(state, words[6:])


def act(state: Path, words: list[str]) -> str | None:  # noqa: PLR0911  # one per command
    if not Path("compose.yaml").exists():
        return "no configuration file provided: not found"
    wanted = json.loads(Path("compose.override.yaml").read_text())["services"]
    images = {service: one["image"] for service, one in wanted.items()}
    match [word for word in words if not word.startswith("-")]:
        case ["config"]:
            sys.stdout.write("" if "--quiet" in words else "name: mobiville\n")
            return None if Path(".env").exists() and Path("secrets").is_dir() else "env file .env not found"
        case ["tools", "pull"]:
            missing = [name for name in images.values() if not image_file(state, name).exists()]
            return f"manifest for {missing[0]} not found: manifest unknown" if missing else None
        case ["up", _]:
            return up(state, images)
        case ["down"]:
            for service in running(state):
                stop(state, service)
            return None
        case ["exec", service, *_]:
            return None if service in running(state) else f'service "{service}" is not running'
        case ["run", "importer", *_]:
            sys.stdout.write("imported\n")
            return None
    return f"unknown command: {words}"


def remove_volumes(state: Path, names: list[str]) -> str | None:
    """One after the other, as Docker does; `held` names one that cannot be removed."""
    held = (state / "held").read_text() if (state / "held").exists() else None
    for name in names:
        if name == held:
            return f"remove {name}: volume is in use"
        (state / "volumes" / name).unlink(missing_ok=True)
    return None


def image_file(state: Path, name: str) -> Path:
    return state / "registry" / name.replace("/", "_")


def running(state: Path) -> dict[str, list[str]]:
    path = state / "running"
    return json.loads(path.read_text()) if path.exists() else {}


def up(state: Path, images: dict[str, str]) -> str | None:
    ports = json.loads((state / "ports").read_text())
    (state / "volumes").mkdir(exist_ok=True)
    for volume in VOLUMES:
        (state / "volumes" / volume).touch()
    for service in [one for one in running(state) if one not in images]:
        stop(state, service)
    for service, name in images.items():
        if service not in ports or running(state).get(service, [None])[0] == name:
            continue
        stop(state, service)
        image = json.loads(image_file(state, name).read_text())
        if "exits" in image:
            return f"container mobiville-{service}-1 exited ({image['exits']})"
        command = [
            sys.executable,
            "-S",
            "-c",
            _SERVER,
            image["text"],
            str(image["status"]),
            str(ports[service]),
        ]
        apart = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, **apart)  # type: ignore[call-overload]
        assert process.stdout is not None
        process.stdout.readline()
        remember(state, {**running(state), service: [name, str(process.pid)]})
    return None


def stop(state: Path, service: str) -> None:
    known = running(state)
    if service in known:
        os.kill(int(known.pop(service)[1]), signal.SIGKILL)
        remember(state, known)


def remember(state: Path, known: dict[str, list[str]]) -> None:
    (state / "running").write_text(json.dumps(known))


if __name__ == "__main__":
    if fault := main(Path(sys.argv[1]), sys.argv[2:]):
        sys.stderr.write(fault + "\n")
        sys.exit(1)
