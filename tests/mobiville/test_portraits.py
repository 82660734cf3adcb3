"""Portraits in the embedded run, and `mobiville portraits status`."""

import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.mobiville.conftest import Run, Served
from tests.mobiville.test_serve import fetch

PARIS = "/api/v1/portraits/communes/75056"


@pytest.fixture(scope="module")
def portrait_of_paris(first_start: Served) -> Any:
    """Once it is there: the most populated are looked for first, from the end of the start on."""
    deadline = time.monotonic() + 120
    while True:
        try:
            return fetch(f"{first_start.url}{PARIS}")
        except urllib.error.HTTPError as problem:
            told = json.load(problem)
            assert told["reason"] == "not-tried-yet", told
        assert time.monotonic() < deadline, told
        time.sleep(0.5)


def test_a_portrait_comes_from_the_stand_in_and_says_so(portrait_of_paris: Any):
    assert portrait_of_paris["sample"] is True
    assert portrait_of_paris["page"]["title"] == "Paris"
    assert portrait_of_paris["text"]


def test_its_photo_comes_from_this_address(first_start: Served, portrait_of_paris: Any):
    address = portrait_of_paris["image"]["url"]
    assert address.startswith(f"{PARIS}/image?v=")
    with urllib.request.urlopen(f"{first_start.url}{address}&width=400", timeout=20) as response:  # noqa: S310
        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.read().startswith(b"\xff\xd8\xff")


def test_the_sheet_carries_the_portrait(first_start: Served, portrait_of_paris: Any):
    sheet = fetch(f"{first_start.url}/api/v1/cities/75056")
    assert sheet["portrait"] == portrait_of_paris


def test_the_status_counts_places_by_kind(filled_home: Path, run: Run):
    shown = run(filled_home, "portraits", "status").stdout
    assert "sample" in shown
    line = next(line for line in shown.splitlines() if "communes" in line)
    assert "34,920" in line
    status = json.loads(run(filled_home, "portraits", "status", "--json").stdout)
    communes = status["kinds"]["communes"]
    assert communes["places"] == 34_920
    assert communes["places"] == communes["pending"] + communes["done"] + sum(communes["failing"].values())


def test_a_home_without_portraits_is_told_in_a_line(tmp_path: Path, run: Run):
    shown = run(tmp_path, "portraits", "status")
    assert shown.returncode == 1
    assert shown.stderr.startswith("mobiville: ")
    assert len(shown.stderr.splitlines()) == 1


def test_a_service_that_is_away_is_told_in_a_line(tmp_path: Path, run: Run):
    shown = run(
        tmp_path,
        "portraits",
        "status",
        MOBIVILLE_BROKER_URL="amqp://nobody:x@127.0.0.1:9/",
        MOBIVILLE_ENRICHMENT_URL="http://127.0.0.1:9",
    )
    assert shown.returncode == 1
    assert "http://127.0.0.1:9 does not say how far it is" in shown.stderr


def test_doctor_says_whose_portraits_they_are(filled_home: Path, run: Run):
    examined = run(filled_home, "doctor").stdout
    assert "of the stand-in: sample" in examined
    assert "ENRICHMENT_CONTACT" in examined
