"""The pipeline file: valid for GitLab, and holding what is promised."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.delivery.deploying import own_services

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".gitlab-ci.yml"


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text()))


def test_it_is_valid_for_gitlab():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    done = subprocess.run(
        [*command, "--data-transform", "gitlab-ci", str(FILE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_image_is_built(jobs: dict[str, Any]):
    [matrix] = jobs["images"]["parallel"]["matrix"]
    assert sorted(matrix["SERVICE"]) == sorted(own_services(ROOT))


def test_staging_follows_the_default_branch_and_production_waits_for_a_hand(jobs: dict[str, Any]):
    assert {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"} in jobs["staging"]["rules"]
    assert {rule.get("when") for rule in jobs["production"]["rules"]} == {"never", "manual"}
    assert jobs["production"]["variables"] == {"DEPLOY_BACKUP": "1"}


def test_what_is_forced_builds_nothing(jobs: dict[str, Any]):
    forced = "$FORCE_VERSION || $FORCE_DEPLOY || $FORCE_INSTALL || $RENEW_TLS"
    for name in ("lint", "unit", ".docker", "front", "publish"):
        assert jobs[name]["rules"][0] == {"if": forced, "when": "never"}, name


def test_imports_and_portraits_are_scheduled(jobs: dict[str, Any]):
    assert jobs["imports"]["script"] == ["python3 -m deploy.delivery run import due"]
    assert jobs["portraits"]["script"] == ["python3 -m deploy.delivery run portraits status"]
    for name in ("imports", "portraits"):
        assert jobs[name]["rules"] == [{"if": f'$CI_PIPELINE_SOURCE == "schedule" && $SCHEDULE == "{name}"'}]


def test_jobs_run_what_is_there(jobs: dict[str, Any]):
    lines = [line for job in jobs.values() if isinstance(job, dict) for line in job.get("script", [])]
    targets = {word for line in lines if line.startswith("make ") for word in line.split()[1:]}
    makefile = (ROOT / "Makefile").read_text()
    assert targets
    assert all(f"\n{target}:" in makefile for target in targets)
    for script in ("deploy/audit", "deploy/publish-front", "deploy/ssh-setup"):
        assert (ROOT / script).stat().st_mode & 0o111


def test_no_secret_is_on_a_command_line(jobs: dict[str, Any]):
    assert "PASSWORD" not in FILE.read_text().replace(
        'echo "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin', ""
    )
