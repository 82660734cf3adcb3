"""`make test-compose`: the whole system in containers, installed as documented, used, scaled, killed.

Not part of `make test`: it needs docker compose (or ../shared/compose-lab), root, 4 GB of memory, 10 minutes.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.compose.containers import System, copy_project, profiled, wait_until
from tests.compose.files import OURS, SERVICES

RUNNING = [name for name in SERVICES if not profiled(name) and name != "schemas"]
SEARCH = "/api/v1/cities?rome=J1506&environment=sea"
OFFERS = "/api/v1/offers?rome=J1506&city=17300"
EVERYTHING = "sandbox,tools,monitoring"
KILLED = [name for name in RUNNING if name not in {"francetravail", "wikimedia"}]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    home = tmp_path_factory.mktemp("mobiville")
    copy_project(home)
    system = System(home)
    system.try_compose("down", "--volumes", profiles=EVERYTHING)  # of a run that was killed
    try:
        yield system
    finally:
        system.try_compose("down", "--volumes", profiles=EVERYTHING)


def test_a_fresh_host_comes_up_with_two_commands(system: System):
    subprocess.run(["deploy/compose/make-secrets"], cwd=system.home, check=True)
    for name in OURS:  # one after the other: all at once need as much memory as the whole system
        system.compose("build", name, profiles="sandbox,tools")
    system.compose("up", "--detach", "--wait")
    assert {name: set(system.health(name)) for name in RUNNING} == {name: {"healthy"} for name in RUNNING}


def test_the_whole_import_is_one_command(system: System):
    done = system.mobiville("import", "all", "--from", "/app/bundled")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert re.search(r"^cities: 3\d,\d{3} rows", done.stdout, re.M)


def test_importing_again_changes_nothing(system: System):
    done = system.mobiville("import", "cities", "--from", "/app/bundled")
    assert "0 new, 0 changed, 0 gone" in done.stdout


@pytest.mark.parametrize("words", [("datasets",), ("doctor",), ("dead-letters", "list")], ids=" ".join)
def test_the_operator_s_command_sees_the_services(system: System, words: tuple[str, ...]):
    done = system.mobiville(*words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_visitors_are_served_through_nginx(system: System):
    wait_until(lambda: system.json(SEARCH)["total"] > 0, seconds=60)
    assert system.json("/api/v1/suggest?q=st-etienne")
    assert system.json("/api/v1/cities/17300?rome=J1506")["name"] == "La Rochelle"
    assert system.json("/api/v1/occupations/J1506")["label"]
    assert system.json(OFFERS)["sandbox"] is True
    assert b'<div id="' in system.get("/")[1]
    assert system.get("/api/docs")[0] == 200


def test_portraits_arrive(system: System):
    wait_until(lambda: system.get("/api/v1/portraits/regions/53")[0] == 200, seconds=300, every=3)
    assert system.json("/api/v1/portraits/regions/53")["sample"] is True


def test_what_is_internal_stays_inside(system: System):
    for path in ("/metrics", "/internal/datasets", "/health/ready", "/api/v1/../internal/datasets"):
        assert system.get(path)[0] in {400, 404}, path


@pytest.mark.parametrize("name", RUNNING)
def test_a_container_is_locked_up(system: System, name: str):
    container = system.containers(name)[0]
    assert system.inside(container, "id", "-u").stdout.strip() not in {"", "0"}
    assert "Read-only file system" in system.inside(container, "touch", "/usr/mobiville").stderr
    status = system.inside(container, "cat", "/proc/1/status").stdout
    assert re.search(r"^CapEff:\s+0{16}$", status, re.M)
    assert re.search(r"^NoNewPrivs:\s+1$", status, re.M)


@pytest.mark.parametrize("name", RUNNING)
def test_no_container_has_a_password_in_its_environment(system: System, name: str):
    secrets = {path.read_text().strip() for path in (system.home / "secrets").glob("*_password")}
    environment = "\n".join(system.inspect(system.containers(name)[0])["Config"]["Env"])
    assert not [secret for secret in secrets if secret in environment]


def test_those_without_business_outside_cannot_get_there(system: System):
    code = "import socket; socket.create_connection(('192.0.2.1', 443), 3)"
    for name in ("cities", "tensions", "legacy", "backup"):
        said = system.inside(system.containers(name)[0], "python", "-c", code).stderr
        assert "Network is unreachable" in said, name


def test_four_replicas_of_jobs_share_the_work(system: System):
    system.compose("up", "--detach", "--no-recreate", "--scale", "jobs=4", "--wait")
    wait_until(lambda: system.health("jobs") == ["healthy"] * 4, seconds=120)
    # While podman makes containers its names are not resolved, and nginx before 1.27.3 knows no older answer.
    wait_until(lambda: system.get(OFFERS)[0] == 200, seconds=60)

    def served() -> list[int]:
        metrics = [
            system.fetch_inside(one, "http://127.0.0.1:8080/metrics") for one in system.containers("jobs")
        ]
        counted = r'^mobiville_http_request_seconds_count\{.*route="/api/v1/offers".*\} (\d+)'
        return [sum(int(count) for count in re.findall(counted, text, re.M)) for text in metrics]

    def all_work() -> bool:
        with ThreadPoolExecutor(8) as visitors:
            answers = visitors.map(lambda page: system.get(f"{OFFERS}&page={page}")[0], range(1, 17))
            assert set(answers) <= {200, 503}
        return all(served())

    wait_until(all_work, seconds=60, every=3)  # slowly: nginx allows a visitor ten searches a second


def test_prometheus_reads_everything_and_understands_its_rules(system: System):
    system.compose("up", "--detach", "--wait", "prometheus", profiles="sandbox,monitoring")
    [cities] = system.containers("cities")

    def ask(path: str) -> list[dict[str, str]]:
        answer = json.loads(system.fetch_inside(cities, f"http://prometheus:9090/api/v1/{path}"))["data"]
        return next((value for value in answer.values() if isinstance(value, list) and value), [])

    def all_up() -> bool:
        targets = ask("targets?state=active")
        return len(targets) >= 9 and all(target["health"] == "up" for target in targets)

    wait_until(all_up, seconds=90, every=3)
    wait_until(lambda: ask("rules") and ask("rules")[0]["lastEvaluation"] > "2000", seconds=60, every=3)
    rules = ask("rules")[0]["rules"]
    assert isinstance(rules, list)
    assert {rule["health"] for rule in rules} == {"ok"}
    for query in ("rabbitmq_detailed_queue_messages", "rabbitmq_alarms_free_disk_space_watermark"):
        assert ask(f"query?query={query}")
    system.compose("stop", "prometheus", profiles="sandbox,monitoring")


@pytest.mark.parametrize("name", KILLED)
def test_what_crashes_comes_back(system: System, name: str):
    """Searches go on meanwhile, unless it is nginx or cities itself that is away."""
    system.crash(name)
    statuses: list[int] = []

    def well() -> bool:
        statuses.append(system.get(SEARCH)[0])
        return set(system.health(name)) == {"healthy"}

    wait_until(well, seconds=180)
    wait_until(lambda: system.get(SEARCH)[0] == 200, seconds=30)
    if name != "nginx":
        assert set(statuses) == {200}
    wait_until(lambda: system.get(OFFERS)[0] == 200, seconds=60)


def test_all_is_well_after_all_that(system: System):
    done = system.mobiville("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert system.json("/api/v1/cities/17300?rome=J1506")["name"] == "La Rochelle"


def test_a_backup_is_made_proved_and_listed(system: System):
    wait_until(lambda: system.health("backup") == ["healthy"], seconds=120)  # it sees its database
    [backup] = system.containers("backup")
    made = system.inside(backup, "mobiville", "backup", seconds=600)  # loads all that there is, to prove it
    assert made.returncode == 0, made.stderr
    listed = system.inside(backup, "env", "COLUMNS=200", "mobiville", "backup", "list").stdout
    assert re.search(r"mobivilleproduction_\w+\.sql\.zst .* yes ", listed)


def test_stopping_and_starting_keeps_the_data(system: System):
    system.compose("down", profiles=EVERYTHING)
    assert system.get("/")[0] == 0
    system.compose("up", "--detach", "--wait")
    wait_until(lambda: system.json(SEARCH)["total"] > 0, seconds=60)


def test_nothing_is_left_behind(system: System, tmp_path: Path):
    system.compose("down", "--volumes", profiles=EVERYTHING)
    assert [name for name in SERVICES if system.containers(name)] == []
    assert system.project not in system.engine("volume", "ls")
