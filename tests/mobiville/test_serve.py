"""`make run` as a newcomer sees it."""

import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.mobiville.conftest import ROOT, Run, Served, start_serving


def fetch(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310  # an address of ours
        return orjson.loads(response.read())


def test_the_first_start_imports_with_progress_and_answers(first_start: Served):
    printed = "".join(first_start.printed)
    assert "First start: importing" in printed
    assert "cities: 34,920 rows" in printed
    assert fetch(f"{first_start.url}/api/v1/cities")["total"] == 34_875


def test_an_occupation_s_towns_are_marked_as_sample(first_start: Served):
    answer = fetch(f"{first_start.url}/api/v1/cities?rome=J1506&min_tension=5")
    assert answer["sample"] is True
    assert {item["tension"] for item in answer["items"]} == {5}
    assert {source["dataset"] for source in answer["sources"] if source["sample"]} == {"bassins", "tensions"}


def test_the_examples_of_the_readme_work(first_start: Served):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"curl 'http://127\.0\.0\.1:8080(\S+)'", readme)
    assert len(examples) == 7
    for example in examples:
        assert fetch(f"{first_start.url}{example}").keys() & {"items", "code_insee"}


def test_offers_are_those_of_the_stand_in_and_say_so(first_start: Served):
    answer = fetch(f"{first_start.url}/api/v1/offers?rome=J1506&city=75056")
    assert answer["sandbox"] is True
    assert answer["total"] > 0
    assert answer["items"][0]["code_rome"] == "J1506"


def test_the_documentation_works_offline_under_a_strict_policy(first_start: Served):
    with urllib.request.urlopen(f"{first_start.url}/api/docs", timeout=10) as response:  # noqa: S310
        page = response.read().decode()
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?! src=\"/)", page)
    for address in re.findall(r'(?:src|href)="(/api/docs/[^"]+)"', page):
        with urllib.request.urlopen(first_start.url + address, timeout=10) as response:  # noqa: S310
            assert response.status == 200
    assert fetch(f"{first_start.url}/api/openapi.json")["openapi"] == "3.1.0"
    with pytest.raises(urllib.error.HTTPError) as missing:
        fetch(f"{first_start.url}/api/docs/gone.js")
    assert orjson.loads(missing.value.read())["code"] == "not-found"


def test_every_part_is_ready(first_start: Served):
    parts = fetch(f"{first_start.url}/health/ready")["parts"]
    assert set(parts.values()) == {"ok"}
    assert {"cities.communes", "tensions.index"} <= parts.keys()


def test_the_second_start_imports_nothing_and_ctrl_c_stops_it(filled_home: Path):
    served = start_serving(filled_home)
    served.wait_until_ready()
    assert fetch(f"{served.url}/api/v1/cities?rome=J1506")["total"] == 34_875
    assert "importing" not in "".join(served.printed)
    assert served.stop() == 0
    assert "Traceback" not in "".join(served.printed)


def test_a_port_in_use_is_told_in_one_line(first_start: Served, filled_home: Path, run: Run):
    port = first_start.url.rsplit(":", 1)[1]
    refused = run(filled_home, "serve", "--port", port)
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"mobiville: cannot listen on 127.0.0.1:{port}")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("ENRICHMENT_CONTACT", "ops@example.org", "ENRICHMENT_CONTACT=ops@example.org is an example"),
        ("JOBS_PROXY__ATTEMPTS", "some", "JOBS_PROXY__ATTEMPTS: Input should be a valid integer"),
        ("LEGACY_CALL_SECONDS", "0", "LEGACY_CALL_SECONDS: Input should be greater than 0"),
    ],
)
def test_a_setting_of_a_service_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, run: Run, variable: str, value: str, told: str
):
    refused = run(tmp_path, "serve", "--port", "0", **{variable: value})
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"settings: {told}")
    assert len(refused.stderr.splitlines()) == 1
