"""deploy/kubernetes: valid, complete, and in agreement with compose.yaml and the settings."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from pydantic import ValidationError

from services.enrichment.settings import Settings as Enrichment
from tests.compose.files import COMPOSE, ROOT, SERVICES
from tests.compose.test_settings import MODELS, variables

KUBERNETES = ROOT / "deploy" / "kubernetes"
BASE = KUBERNETES / "base"
EXAMPLE = KUBERNETES / "overlays" / "example"
VERSIONS = ("1.30.0", kubernetes_validate.latest_version())
NAME = "app.kubernetes.io/name"


def documents(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def resources(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """What the folder's kustomization lists, patches included, as far as they are whole resources."""
    for file in sorted(folder.glob("*.yaml")):
        if file.name not in {"kustomization.yaml", "host.yaml"}:
            yield from ((file, document) for document in documents(file))


OBJECTS = [document for _, document in resources(BASE)]


def of_kind(*kinds: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in OBJECTS if one["kind"] in kinds}


def pod_of(workload: dict[str, Any]) -> dict[str, Any]:
    spec = workload["spec"]
    template: dict[str, Any] = (spec.get("jobTemplate", {}).get("spec") or spec)["template"]
    return template


WORKLOADS = of_kind("Deployment", "CronJob")
each_workload = pytest.mark.parametrize("name", WORKLOADS)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("folder", [BASE, EXAMPLE], ids=lambda folder: folder.name)
def test_every_resource_is_valid(folder: Path, version: str):
    for file, document in resources(folder):
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            pytest.fail(f"{file.name}: {document['kind']}: {error.message}")


@pytest.mark.parametrize("folder", [BASE, EXAMPLE], ids=lambda folder: folder.name)
def test_every_file_is_listed_and_every_listed_file_is_there(folder: Path):
    [listed] = documents(folder / "kustomization.yaml")
    named = {*listed["resources"], *(patch["path"] for patch in listed.get("patches", []))}
    assert all((folder / name).exists() for name in named)
    files = {file.name for file in folder.glob("*.yaml")} - {"kustomization.yaml"}
    assert files == {name for name in named if "/" not in name}


def test_everything_that_compose_runs_of_ours_is_there():
    ours = {name for name, service in SERVICES.items() if "build" in service}
    assert WORKLOADS.keys() == ours - {"nginx", "francetravail", "wikimedia"} | {"gateway"}


def test_the_overlay_names_the_image_of_every_workload():
    [overlay] = documents(EXAMPLE / "kustomization.yaml")
    used = {container(name)["image"] for name in WORKLOADS}
    assert {image["name"] for image in overlay["images"]} == used
    assert all(image["newTag"].startswith(image["name"].split("/")[1]) for image in overlay["images"])


def container(name: str) -> dict[str, Any]:
    [only] = pod_of(WORKLOADS[name])["spec"]["containers"]
    assert isinstance(only, dict)
    return only


@each_workload
def test_a_pod_may_do_little(name: str):
    pod = pod_of(WORKLOADS[name])["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container(name)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@each_workload
def test_a_pod_has_limits_and_says_what_it_needs(name: str):
    given = container(name)["resources"]
    assert given["requests"].keys() == given["limits"].keys() == {"cpu", "memory"}


@pytest.mark.parametrize("name", of_kind("Deployment"))
def test_a_deployment_is_probed_spread_and_kept_available(name: str):
    assert {"readinessProbe", "livenessProbe"} <= container(name).keys()
    assert pod_of(WORKLOADS[name])["spec"]["topologySpreadConstraints"]
    budget = of_kind("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"]
    service = of_kind("Service")[name]["spec"]["selector"]
    labels = pod_of(WORKLOADS[name])["metadata"]["labels"]
    assert budget == service == WORKLOADS[name]["spec"]["selector"]["matchLabels"] == {NAME: labels[NAME]}
    replicas = (
        WORKLOADS[name]["spec"].get("replicas")
        or of_kind("HorizontalPodAutoscaler")[name]["spec"]["minReplicas"]
    )
    assert replicas >= 2


@pytest.mark.parametrize("name", [name for name in MODELS if name in WORKLOADS])
def test_a_workload_is_told_every_setting_that_compose_tells_it(name: str):
    told = {variable["name"] for variable in container(name)["env"]}
    shared = of_kind("ConfigMap")["mobiville"]["data"].keys()
    only_there = {"BACKUP_HOST", "BACKUP_PORT"}  # here it is a job, and no server
    assert SERVICES[name]["environment"].keys() - only_there <= told | shared
    assert told <= variables(name).keys()


def test_what_all_are_told_is_a_setting_of_somebody():
    settings = {variable for name in MODELS for variable in variables(name)}
    assert of_kind("ConfigMap")["mobiville"]["data"].keys() <= settings


def test_nobody_is_told_to_wikimedia_as_the_operator_before_there_is_one():
    """Neither by the base nor by a copy of the example that was not edited."""
    assert "ENRICHMENT_CONTACT" not in of_kind("ConfigMap")["mobiville"]["data"]
    needed = {"database_url": "mariadb+aiomysql://host/schema", "broker_url": "amqp://host/"}
    with pytest.raises(ValidationError, match="ENRICHMENT_CONTACT is needed"):
        Enrichment.model_validate(needed)
    [example] = [
        one for one in documents(EXAMPLE / "addresses.yaml") if one["metadata"]["name"] == "mobiville"
    ]
    with pytest.raises(ValidationError, match="contact"):
        Enrichment.model_validate(needed | {"contact": example["data"]["ENRICHMENT_CONTACT"]})


@each_workload
def test_a_pod_gets_the_secrets_that_compose_gives_it(name: str):
    volumes = pod_of(WORKLOADS[name])["spec"]["volumes"]
    given = {item["key"] for volume in volumes for item in volume.get("secret", {}).get("items", [])}
    assert given == set(SERVICES.get(name, {}).get("secrets", []))


def test_the_overlay_s_secret_has_what_pods_want_of_it():
    [overlay] = documents(EXAMPLE / "kustomization.yaml")
    [generated] = overlay["secretGenerator"]
    made = {Path(file).name for file in generated["files"]}
    wanted = {secret for name in WORKLOADS for secret in SERVICES.get(name, {}).get("secrets", [])}
    assert made == wanted <= COMPOSE["secrets"].keys()


def test_the_gateway_knows_the_services_by_their_whole_names():
    [base] = documents(BASE / "kustomization.yaml")
    told = {one["name"]: one["value"] for one in container("gateway")["env"] if "ADDRESS" in one["name"]}
    assert told == {
        f"GATEWAY_{name.upper()}_ADDRESS": f"{name}.{base['namespace']}.svc.cluster.local:8080"
        for name in ("cities", "tensions", "jobs", "enrichment", "legacy")
    }
    assert all(
        of_kind("Service")[name]["spec"]["clusterIP"] == "None" for name in ("cities", "jobs", "legacy")
    )


def test_nothing_is_open_unless_a_policy_opens_it():
    policies = of_kind("NetworkPolicy")
    closed = policies.pop("nothing")["spec"]
    assert closed == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    chosen: set[str] = set()
    for policy in policies.values():
        selector = policy["spec"]["podSelector"]
        chosen |= set(selector.get("matchLabels", {}).values())
        chosen |= {value for one in selector.get("matchExpressions", []) for value in one["values"]}
    assert chosen == WORKLOADS.keys()


def test_only_those_who_call_the_world_can_reach_it():
    [allowed] = of_kind("NetworkPolicy")["outside"]["spec"]["podSelector"]["matchExpressions"]
    outside = {name for name, service in SERVICES.items() if "outside" in service["networks"]}
    assert set(allowed["values"]) == outside - {"nginx"}


def test_imports_and_backups_run_every_night_and_never_twice_at_once():
    for name, job in of_kind("CronJob").items():
        assert job["spec"]["concurrencyPolicy"] == "Forbid", name
        assert job["spec"]["schedule"].endswith(" * * *"), name


def test_the_overlay_names_the_host_wherever_it_is():
    """For the rule and for the certificate."""
    [ingress] = deepcopy(list(of_kind("Ingress").values()))
    operations: Any = documents(EXAMPLE / "host.yaml")[0]
    for operation in operations:
        *way, last = operation["path"].strip("/").split("/")
        found: Any = ingress
        for step in way:
            found = found[int(step) if step.isdigit() else step]
        found[int(last) if last.isdigit() else last] = "ours"
    assert ingress["spec"]["rules"][0]["host"] == "ours"
    assert ingress["spec"]["tls"][0]["hosts"] == ["ours"]
