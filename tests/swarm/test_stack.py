"""deploy/swarm/stack.py: the stack that comes out of compose.yaml."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.compose.files import COMPOSE, ROOT, SERVICES

STACK = runpy.run_path(str(ROOT / "deploy" / "swarm" / "stack.py"))
REPLICAS: dict[str, int] = STACK["REPLICAS"]


def resolved() -> dict[str, Any]:
    """compose.yaml with its defaults in place of variables, as `docker compose config` says it."""
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", json.dumps(COMPOSE))
    compose: dict[str, Any] = json.loads(text)
    for service in compose["services"].values():
        service.pop("env_file", None)
    return compose


@pytest.fixture(scope="module")
def stack() -> dict[str, Any]:
    made: dict[str, Any] = STACK["to_stack"](resolved())
    return made


def test_the_command_reads_json_and_writes_json(stack: dict[str, Any]):
    command = [sys.executable, str(ROOT / "deploy" / "swarm" / "stack.py")]
    done = subprocess.run(command, input=json.dumps(resolved()), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == stack


def test_it_follows_the_specification(stack: dict[str, Any], tmp_path: Path):
    (tmp_path / "stack.json").write_text(json.dumps(stack))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, str(tmp_path / "stack.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_docker_takes_it(stack: dict[str, Any], tmp_path: Path):
    """Its own check needs no engine; where there is no client either, the specification has to do."""
    if docker := shutil.which("docker"):
        file = tmp_path / "stack.json"
        file.write_text(json.dumps(stack))
        command = [docker, "stack", "config", "--compose-file", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_nothing_that_swarm_does_not_know_is_left(stack: dict[str, Any]):
    for service in stack["services"].values():
        assert not service.keys() & {"build", "depends_on", "profiles", "restart", "security_opt", "tmpfs"}


@pytest.mark.parametrize("name", REPLICAS)
def test_services_have_replicas_that_are_replaced_one_after_the_other(stack: dict[str, Any], name: str):
    deploy = stack["services"][name]["deploy"]
    assert deploy["replicas"] >= 2
    assert deploy["update_config"]["order"] == "start-first"
    assert deploy["update_config"]["failure_action"] == "rollback"
    assert deploy["endpoint_mode"] == "dnsrr"
    assert deploy["resources"] == SERVICES[name]["deploy"]["resources"]


@pytest.mark.parametrize("name", REPLICAS)
def test_a_service_is_not_replaced_because_its_database_is_away(stack: dict[str, Any], name: str):
    test = stack["services"][name]["healthcheck"]["test"]
    assert test[-1].endswith("/health/live")


def test_what_keeps_data_stays_on_its_node_and_is_one(stack: dict[str, Any]):
    for name in SERVICES.keys() - REPLICAS.keys() - {"importer", "enrichment"}:
        deploy = stack["services"][name]["deploy"]
        assert deploy["replicas"] == 1, name
        assert deploy["placement"]["constraints"] == ["node.labels.mobiville.data == true"], name


def test_what_a_limit_is_for_all_of_is_stopped_before_its_successor_starts(stack: dict[str, Any]):
    deploy = stack["services"]["enrichment"]["deploy"]
    assert (deploy["replicas"], deploy["update_config"]["order"]) == (1, "stop-first")
    assert deploy["rollback_config"]["order"] == "stop-first"


def test_visitors_keep_their_addresses_on_the_way_to_nginx(stack: dict[str, Any]):
    """Through the routing mesh all would have one, and share one limit."""
    nginx = stack["services"]["nginx"]
    assert [(port["published"], port["mode"]) for port in nginx["ports"]] == [(80, "host"), (443, "host")]
    assert nginx["deploy"]["update_config"]["order"] == "stop-first"


def test_the_importer_waits_until_it_is_told(stack: dict[str, Any]):
    deploy = stack["services"]["importer"]["deploy"]
    assert deploy["replicas"] == 0
    assert deploy["restart_policy"] == {"condition": "none"}


def test_memory_and_ports_are_in_swarm_s_form(stack: dict[str, Any]):
    nginx = stack["services"]["nginx"]
    assert nginx["ports"][0] == {"published": 80, "target": 8080, "mode": "host"}
    assert {"type": "tmpfs", "target": "/run/gateway", "tmpfs": {"size": 64 << 20}} in nginx["volumes"]


def test_networks_stay_closed(stack: dict[str, Any]):
    closed = {name for name, network in stack["networks"].items() if network["internal"]}
    assert closed == COMPOSE["networks"].keys() - {"outside", "operator"}


def test_what_is_published_on_the_machine_only_is_not_published_to_everybody(stack: dict[str, Any]):
    assert stack["services"]["grafana"]["ports"] == []


def test_ports_are_understood_as_compose_resolves_them():
    compose = resolved()
    port = {"mode": "ingress", "host_ip": "::", "target": 8080, "published": "80", "protocol": "tcp"}
    local = {"mode": "ingress", "host_ip": "127.0.0.1", "target": 3000, "published": "3000"}
    compose["services"]["nginx"]["ports"] = [port, local]
    nginx = STACK["to_stack"](compose)["services"]["nginx"]
    assert nginx["ports"] == [{"published": 80, "target": 8080, "mode": "host"}]
