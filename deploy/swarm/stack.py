"""Turns compose.yaml into what Docker Swarm takes. On a manager, after deploy/compose/make-secrets:

docker compose --profile tools config --format json | python3 deploy/swarm/stack.py >stack.json
docker stack deploy --compose-file stack.json --with-registry-auth mobiville

Swarm has no order of starting (services try again by themselves), replaces what is unhealthy (so that it is
asked whether a service lives, not what it lacks), and knows replicas. What keeps data stays on one node:
docker node update --label-add mobiville.data=true NODE
"""

import json
import sys
from typing import Any

Service = dict[str, Any]

# Nothing in them that another replica would need.
REPLICAS = {"cities": 2, "tensions": 2, "jobs": 2, "legacy": 2}
# What Wikimedia allows is for all replicas together; nothing is lost when this one moves.
_ALONE = {"enrichment"}
_NOT_KNOWN = ("build", "depends_on", "profiles", "restart", "security_opt", "tmpfs")
_DATA = ["node.labels.mobiville.data == true"]
_UPDATE = {"parallelism": 1, "order": "start-first", "failure_action": "rollback", "monitor": "30s"}
# Two that overlap would each take the whole of what is allowed.
_REPLACE = _UPDATE | {"order": "stop-first"}
_ONE_AT_A_TIME = {"order": "stop-first", "failure_action": "pause", "monitor": "30s"}


def to_stack(compose: dict[str, Any]) -> dict[str, Any]:
    """The stack; `compose` is what `docker compose config --format json` says."""
    services = {name: _service(name, service) for name, service in compose["services"].items()}
    networks = {
        name: {"driver": "overlay", "internal": bool(network and network.get("internal"))}
        for name, network in compose["networks"].items()
    }
    volumes: dict[str, Any] = {name: {} for name in compose["volumes"]}
    files = {
        kind: {name: {"file": one["file"]} for name, one in compose[kind].items()}
        for kind in ("configs", "secrets")
    }
    return {"version": "3.13", "services": services, "networks": networks, "volumes": volumes, **files}


def _service(name: str, service: Service) -> Service:
    kept = {key: value for key, value in service.items() if key not in _NOT_KNOWN and value is not None}
    kept["volumes"] = [*service.get("volumes", []), *map(_memory, service.get("tmpfs", []))]
    kept["networks"] = list(service["networks"])
    if "healthcheck" in kept and name in {*REPLICAS, *_ALONE}:
        kept["healthcheck"] = _alive(kept["healthcheck"])
    if "ports" in kept:
        kept["ports"] = [_port(port) for port in kept["ports"] if not _is_local(port)]
    kept["deploy"] = service["deploy"] | _deployment(name, service)
    return kept


def _memory(mount: str) -> dict[str, Any]:
    """`/tmp:size=64m,mode=1777` in the form that Swarm knows; 1777 is its only mode."""
    target, _, options = mount.partition(":")
    size = next((option[5:] for option in options.split(",") if option.startswith("size=")), "64m")
    return {"type": "tmpfs", "target": target, "tmpfs": {"size": int(size[:-1]) << 20}}


def _alive(healthcheck: dict[str, Any]) -> dict[str, Any]:
    test = [word.replace("/health/ready", "/health/live") for word in healthcheck["test"]]
    return healthcheck | {"test": test}


def _is_local(port: str | dict[str, Any]) -> bool:
    """Published on one address only, as 127.0.0.1: Swarm would publish it to everybody."""
    address = (
        port.get("host_ip", "") if isinstance(port, dict) else port.rpartition(":")[0].rpartition(":")[0]
    )
    return address not in {"", "0.0.0.0", "::"}  # noqa: S104  # read, not bound


def _port(port: str | dict[str, Any]) -> dict[str, Any]:
    """On the node itself: Swarm's own routing would show nginx one address for all visitors."""
    if isinstance(port, dict):
        published, target = port["published"], port["target"]
    else:
        published, target = port.split(":")[-2:]
    return {"published": int(published), "target": int(target), "mode": "host"}


def _deployment(name: str, service: Service) -> dict[str, Any]:
    if name in REPLICAS or name in _ALONE:
        update = _REPLACE if name in _ALONE else _UPDATE
        # The name resolves to every replica, as nginx and Prometheus expect.
        return {
            "replicas": REPLICAS.get(name, 1),
            "endpoint_mode": "dnsrr",
            "update_config": update,
            "rollback_config": {"parallelism": 1, "order": update["order"]},
            "restart_policy": {"condition": "any", "delay": "2s"},
        }
    once = str(service.get("restart", "no")).startswith(("no", "on-failure"))
    return {
        "replicas": 0 if name == "importer" else 1,
        "placement": {"constraints": _DATA},
        "update_config": _ONE_AT_A_TIME,
        "restart_policy": {"condition": "on-failure", "delay": "5s", "max_attempts": 10}
        if once and name != "importer"
        else {"condition": "none" if once else "any"},
    }


if __name__ == "__main__":
    json.dump(to_stack(json.load(sys.stdin)), sys.stdout, indent=1)
