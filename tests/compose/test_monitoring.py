"""Alerts and dashboard: they are valid, they fire, and every metric in them is one that something tells."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.compose.files import COMPOSE, ROOT, SERVICES
from tests.servers.process import ServerProcess, find_program, free_port
from tests.servers.rabbitmq import RabbitMQ

MONITORING = ROOT / "deploy" / "monitoring"
ALERTS = yaml.safe_load((MONITORING / "alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
METRIC = re.compile(r"\b(?:mobiville|rabbitmq|process)_[a-z0-9_]+")
ALERT_TESTS = Path(__file__).with_name("alerts_test.yml")
SUBJECTS = {
    *("Traffic", "Errors", "Latency: 50 %, 95 %, 99 %", "Offers proxy: cache hits", "Quota left"),
    *("Messages that wait", "Dead letters", "Age of each dataset", "Portraits"),
}
URLS = {
    "CITIES_TENSIONS_URL": "http://127.0.0.1:9",
    "JOBS_CITIES_URL": "http://127.0.0.1:9",
    "JOBS_TENSIONS_URL": "http://127.0.0.1:9",
    "LEGACY_CITIES_URL": "http://127.0.0.1:9",
    "LEGACY_TENSIONS_URL": "http://127.0.0.1:9",
    "LEGACY_JOBS_URL": "http://127.0.0.1:9",
    "JOBS_SANDBOX": "true",
    "ENRICHMENT_CONTACT": "operateur@mobiville.fr",
    "ENRICHMENT_CRAWL": "false",
    "BACKUP_DATABASE_URL": "mariadb+aiomysql://backup:x@127.0.0.1:9/",
    "BACKUP_ENVIRONMENT": "test",
}
SCRAPED = {
    "cities": "services.cities",
    "tensions": "services.tensions",
    "jobs": "services.jobs",
    "enrichment": "services.enrichment",
    "legacy": "gateway.legacy",
    "backup": "backup",
}


def promtool(*words: str) -> subprocess.CompletedProcess[str]:
    program = find_program("promtool", package="prometheus")
    return subprocess.run(
        [program, *words], cwd=ALERT_TESTS.parent, capture_output=True, text=True, check=False
    )


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310
        text: str = response.read().decode()
    return text


def environment(name: str, home: Path, port: int) -> dict[str, str]:
    prefix = name.upper()
    return URLS | {
        f"{prefix}_PORT": str(port),
        f"{prefix}_DATABASE_URL": URLS.get(
            f"{prefix}_DATABASE_URL", f"sqlite+aiosqlite:///{home}/{name}.sqlite"
        ),
        f"{prefix}_BROKER_URL": "memory:",
        "ENRICHMENT_IMAGES_DIR": str(home / "images"),
        "BACKUP_DIRECTORY": str(home / "first"),
        "BACKUP_SECOND_DIRECTORY": str(home / "second"),
    }


def tells_metrics(url: str) -> bool:
    try:
        return bool(fetch(url))
    except OSError:
        return False


def scrape(name: str, home: Path) -> str:
    """The metrics of the service, run as its image does."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/metrics"
    command = [sys.executable, "-m", SCRAPED[name]]
    with ExitStack() as stack:
        process = ServerProcess(command, home / f"{name}.log", environment(name, home, port))
        stack.callback(process.kill)
        process.start(lambda: tells_metrics(url), seconds=90)
        return fetch(url)


def names(metrics: str) -> Iterator[str]:
    """As they are in queries: a histogram has buckets, a sum and a count."""
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", metrics, re.M):
        yield name
        if kind == "histogram":
            yield from (f"{name}_bucket", f"{name}_sum", f"{name}_count")


@pytest.fixture(scope="module")
def told(rabbitmq: RabbitMQ, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The name of every metric that Prometheus will read."""
    home = tmp_path_factory.mktemp("scraped")
    texts = [scrape(name, home) for name in SCRAPED]
    rabbitmq.api("PUT", "/queues/%2F/monitored", {"durable": True})
    broker = f"http://127.0.0.1:{rabbitmq.metrics_port}/metrics"
    texts += [fetch(broker), fetch(f"{broker}/detailed?family=queue_coarse_metrics")]
    rabbitmq.api("DELETE", "/queues/%2F/monitored")
    return {name for text in texts for name in names(text)}


def queries() -> dict[str, str]:
    """Each query by where it is."""
    panels = {
        f"{panel['title']} {target['refId']}": target["expr"]
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
    }
    return panels | {rule["alert"]: rule["expr"] for rule in ALERTS}


def test_prometheus_accepts_rules_and_configuration():
    rules = promtool("check", "rules", str(MONITORING / "alerts.yml"))
    assert rules.returncode == 0, rules.stdout + rules.stderr
    configuration = promtool("check", "config", "--syntax-only", str(MONITORING / "prometheus.yml"))
    assert configuration.returncode == 0, configuration.stdout + configuration.stderr


def test_alerts_fire_for_what_they_are_about():
    done = promtool("test", "rules", ALERT_TESTS.name)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_has_a_test_and_is_explained_to_the_operator():
    tested = ALERT_TESTS.read_text(encoding="utf-8")
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for rule in ALERTS:
        assert f"alertname: {rule['alert']}\n" in tested, rule["alert"]
        assert f"| `{rule['alert']}` |" in explained, rule["alert"]


def test_every_metric_in_alerts_and_dashboard_is_told_by_something(told: set[str]):
    unknown = {where: set(METRIC.findall(query)) - told for where, query in queries().items()}
    assert {where: missing for where, missing in unknown.items() if missing} == {}


def test_every_query_of_the_dashboard_is_promql(tmp_path: Path):
    rules = [{"record": f"q{number}", "expr": query} for number, query in enumerate(queries().values())]
    file = tmp_path / "queries.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    done = promtool("check", "rules", str(file))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dashboard_shows_every_subject():
    assert {panel["title"] for panel in DASHBOARD["panels"]} >= SUBJECTS


def test_the_dashboard_s_panels_do_not_overlap():
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells


def test_prometheus_looks_for_the_services_that_there_are():
    configuration = yaml.safe_load((MONITORING / "prometheus.yml").read_text(encoding="utf-8"))
    [looked_for] = configuration["scrape_configs"][0]["dns_sd_configs"]
    assert set(looked_for["names"]) == SCRAPED.keys()
    assert set(looked_for["names"]) <= SERVICES.keys()
    assert "monitoring" in COMPOSE["networks"]
