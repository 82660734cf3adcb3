"""compose.yaml: what it promises of every container, without starting one."""

import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.compose.files import COMPOSE, OURS, ROOT, SERVICES, make_secrets

IMAGES: dict[str, Any] = runpy.run_path(str(ROOT / "deploy" / "image" / "contents.py"))["IMAGES"]
ONCE = {"schemas", "importer"}
OUTSIDE = {"nginx", "jobs", "enrichment", "importer"}
each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())


def test_it_follows_the_specification():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, "compose.yaml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@each_service
def test_a_container_may_do_little(service: dict[str, Any]):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "cap_add" not in service


@each_service
def test_a_container_is_nobody_special(service: dict[str, Any]):
    """Ours have a USER in their Dockerfile."""
    assert "build" in service or re.fullmatch(r"[1-9]\d*:\d+", service["user"])


def test_our_images_are_nobody_special():
    for dockerfile in ("Dockerfile", "gateway/Dockerfile"):
        final = (ROOT / dockerfile).read_text(encoding="utf-8").rsplit("\nFROM ", 1)[1]
        assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", final, re.M), dockerfile


@each_service
def test_a_container_has_limits(service: dict[str, Any]):
    limits = service["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert re.fullmatch(r"\d+[mg]", limits["memory"])
    assert limits["pids"] > 0
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_what_runs_is_watched_and_restarted(name: str):
    service = SERVICES[name]
    assert {"test", "interval", "timeout", "retries", "start_period"} <= service["healthcheck"].keys()
    assert service["restart"] == "unless-stopped"


def test_other_people_s_images_are_pinned():
    images = {name: service["image"] for name, service in SERVICES.items() if "build" not in service}
    assert [name for name, image in images.items() if not re.search(r":v?\d+(\.\d+)+(-\w+)?$", image)] == []


def test_base_images_are_pinned():
    for dockerfile in ("Dockerfile", "gateway/Dockerfile"):
        bases = re.findall(r"^ARG \w+_IMAGE=(\S+)$", (ROOT / dockerfile).read_text(encoding="utf-8"), re.M)
        assert bases
        assert all(re.search(r":\d+(\.\d+)?-(slim-)?bookworm(-slim)?$", base) for base in bases), bases


def test_every_image_of_ours_is_built_from_what_contents_py_knows():
    built = {name: service["build"]["args"].get("SERVICE") for name, service in OURS.items()}
    assert built.pop("nginx") is None
    assert built == {name: name for name in IMAGES}


def test_only_nginx_is_published():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    grafana = published.pop("grafana")  # for whoever is on the machine
    assert published.keys() == {"nginx"}
    assert all(port.startswith("127.0.0.1:") for port in grafana)


def test_only_those_who_call_the_world_can_reach_it():
    open_networks = {name for name, network in COMPOSE["networks"].items() if not network.get("internal")}
    assert open_networks == {"outside", "operator"}
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == OUTSIDE
    assert {name for name, service in SERVICES.items() if "operator" in service["networks"]} == {"grafana"}


def test_servers_are_seen_only_by_those_who_use_them():
    users = {
        network: {name for name, service in SERVICES.items() if network in service["networks"]}
        for network in ("database", "messages", "cache")
    }
    owners = {"cities", "tensions", "enrichment"}
    assert users["database"] == owners | {"mariadb", "schemas", "backup"}
    assert users["messages"] == owners | {"rabbitmq", "importer", "prometheus"}
    assert users["cache"] == {"valkey", "jobs"}


def test_no_password_is_in_the_file():
    for name, service in SERVICES.items():
        for variable, value in (service.get("environment") or {}).items():
            assert "PASSWORD" not in variable or "FILE" in variable, f"{name}: {variable}"
            assert not re.search(r"://[^/@]*:[^/@]*@", str(value)), f"{name}: {variable}"


def test_every_secret_is_made_and_used(tmp_path: Path):
    made = {path.name for path in make_secrets(tmp_path).iterdir() if path.is_file()}
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}
    assert made == COMPOSE["secrets"].keys() == used


def test_everything_that_is_mounted_is_there():
    used = {config["source"] for service in SERVICES.values() for config in service.get("configs", [])}
    assert used == COMPOSE["configs"].keys()
    missing = [name for name, config in COMPOSE["configs"].items() if not (ROOT / config["file"]).is_file()]
    assert missing == []
    volumes = {
        volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])
    }
    named = {volume for volume in volumes if re.fullmatch(r"[a-z-]+", volume)}
    assert named | {"backups-second"} == COMPOSE["volumes"].keys()


def test_nothing_waits_for_what_is_not_there():
    for name, service in SERVICES.items():
        needed = set(service.get("depends_on", ()))
        assert needed <= SERVICES.keys(), name
        assert not needed & {other for other in SERVICES if SERVICES[other].get("profiles")} - {
            "prometheus"
        }, name
