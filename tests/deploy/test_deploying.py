"""Deploying to a host where the system runs as processes: what visitors get before, meanwhile, afterwards."""

import fcntl
import os
import re
from pathlib import Path

import pytest

from tests.deploy.host import REGISTRY, Pipeline

FAILS = {"exits": 1}
SICK = {"text": "sick", "status": 503}


def test_a_fresh_host_gets_secrets_settings_and_the_system(pipeline: Pipeline):
    sha = pipeline.commit("one")
    done = pipeline.deploy()
    assert done.returncode == 0, done.stderr
    assert f"main-{sha[:8]} is in use" in done.stdout
    assert pipeline.answers() == ("nginx one", "cities one")
    assert (pipeline.home / ".env").read_text() == (pipeline.repository / ".env.example").read_text()
    assert (pipeline.home / "secrets" / "mariadb_root_password").stat().st_size == 40
    assert (pipeline.home / "secrets").stat().st_mode & 0o777 == 0o700


def test_the_next_version_replaces_it_and_secrets_stay(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    secret = (pipeline.home / "secrets" / "mariadb_root_password").read_text()
    with (pipeline.home / ".env").open("a") as settings:
        settings.write("MINE=1\n")
    sha = pipeline.commit("two")
    assert pipeline.deploy().returncode == 0
    assert (pipeline.home / ".env").read_text().endswith("MINE=1\n")
    assert (pipeline.home / "secrets" / "mariadb_root_password").read_text() == secret
    assert pipeline.answers() == ("nginx two", "cities two")
    assert (
        f"{REGISTRY}:gateway-main-{sha[:8]}" in (pipeline.home / "current/compose.override.yaml").read_text()
    )


def test_what_would_leave_half_a_system_is_told_before_anything_changes(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    (pipeline.home / ".env").write_text("JOBS_SANDBOX=true\n")
    pipeline.commit("two")
    done = pipeline.deploy()
    assert "ENRICHMENT_CONTACT is not set in .env" in done.stderr
    assert done.stderr.endswith("nothing has changed\n")
    in_use_still(pipeline, "one")


def in_use_still(pipeline: Pipeline, text: str) -> None:
    assert pipeline.answers() == (f"nginx {text}", f"cities {text}")
    assert pipeline.configuration() == text


def test_a_version_that_does_not_start_rolls_itself_back(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.commit("two", cities=FAILS)
    done = pipeline.deploy()
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "does not work" in line
    assert "container mobiville-cities-1 exited (1)" in line
    assert line.endswith("is in use again")
    in_use_still(pipeline, "one")


def test_a_version_that_answers_badly_rolls_itself_back(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.commit("two", nginx=SICK)
    done = pipeline.deploy()
    assert done.returncode == 1
    assert f"http://127.0.0.1:{pipeline.ports['nginx']}/: answers 503" in done.stderr
    in_use_still(pipeline, "one")
    assert len(list((pipeline.home / "releases").iterdir())) == 1


def test_a_version_without_images_changes_nothing(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    done = pipeline.deploy(FORCE_VERSION="feedf00d", FORCE_DEPLOY="api")
    assert done.returncode == 1
    assert "git archive" in done.stderr
    for path in (pipeline.state / "registry").glob("*legacy*"):
        path.unlink()
    for path in (pipeline.state / "registry").glob("*jobs*"):
        path.unlink()
    done = pipeline.deploy()
    assert "jobs-main" in done.stderr
    assert "not found: manifest unknown: nothing has changed" in done.stderr
    in_use_still(pipeline, "one")


def test_a_first_version_that_fails_leaves_nothing_running(pipeline: Pipeline):
    pipeline.commit("one", nginx=SICK)
    done = pipeline.deploy()
    assert done.returncode == 1
    assert "nothing was installed before, all is stopped" in done.stderr
    assert pipeline.answers() == (None, None)
    assert not (pipeline.home / "current").exists()


def test_force_version_goes_back_to_the_images_and_the_files_of_a_commit(pipeline: Pipeline):
    one = pipeline.commit("one")
    pipeline.deploy()
    pipeline.commit("two")
    pipeline.deploy()
    assert pipeline.deploy(FORCE_VERSION=one).returncode == 0
    in_use_still(pipeline, "one")


def test_roll_back_goes_to_the_release_before(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.commit("two")
    pipeline.deploy()
    assert "is in use again" in pipeline.deploy("roll-back").stdout
    in_use_still(pipeline, "one")
    assert "there is no earlier release" in pipeline.deploy("roll-back").stderr


def test_a_part_is_deployed_alone(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.commit("two")
    pipeline.deploy(FORCE_DEPLOY="front")
    assert (pipeline.answers(), pipeline.configuration()) == (("nginx two", "cities one"), "one")
    pipeline.deploy(FORCE_DEPLOY="config")
    assert (pipeline.answers(), pipeline.configuration()) == (("nginx two", "cities one"), "two")
    pipeline.commit("three")
    pipeline.deploy(FORCE_DEPLOY="api")
    assert (pipeline.answers(), pipeline.configuration()) == (("nginx two", "cities three"), "two")


def test_another_branch_is_deployed_by_its_name(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.git("checkout", "--quiet", "-b", "Feature/Été")
    pipeline.commit("feature", branch="feature-t")
    pipeline.git("update-ref", "refs/remotes/origin/Feature/Été", "HEAD")
    pipeline.git("checkout", "--quiet", "main")
    done = pipeline.deploy(FORCE_DEPLOY="Feature/Été")
    assert done.returncode == 0, done.stderr
    in_use_still(pipeline, "feature")


def test_rolling_back_between_two_deployments_of_a_branch_is_to_the_first_commit(pipeline: Pipeline):
    for text in ("first", "second"):
        pipeline.commit(text)
        pipeline.git("update-ref", "refs/remotes/origin/main", "HEAD")
        assert pipeline.deploy(FORCE_DEPLOY="main").returncode == 0
    assert pipeline.deploy("roll-back").returncode == 0
    in_use_still(pipeline, "first")


def test_a_branch_that_was_not_fetched_changes_nothing(pipeline: Pipeline):
    pipeline.commit("one")
    assert "fetch it first: git fetch origin elsewhere" in pipeline.deploy(FORCE_DEPLOY="elsewhere").stderr
    assert pipeline.answers() == (None, None)


def test_install_imports_and_is_refused_where_there_is_something(pipeline: Pipeline):
    pipeline.commit("one")
    assert "api cannot be deployed alone" in pipeline.deploy(FORCE_DEPLOY="api").stderr
    assert pipeline.deploy(FORCE_INSTALL="1").returncode == 0
    assert pipeline.calls()[-1] == "run --rm importer import all"
    again = pipeline.deploy(FORCE_INSTALL="1")
    assert "FORCE_INSTALL=erase deletes its data, not its backups" in again.stderr
    assert "FORCE_INSTALL is 'yse'" in pipeline.deploy(FORCE_INSTALL="yse").stderr


def test_erasing_is_refused_when_the_backup_before_it_fails(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    done = pipeline.deploy(FORCE_INSTALL="erase")
    assert 'service "backup" is not running: nothing has changed' in done.stderr
    assert not any(call.startswith(("down", "volume")) for call in pipeline.calls())
    in_use_still(pipeline, "one")


def installed(pipeline: Pipeline) -> None:
    pipeline.run_backups()
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.import_data()


def test_erasing_deletes_the_data_and_keeps_the_backups(pipeline: Pipeline):
    installed(pipeline)
    pipeline.commit("two")
    done = pipeline.deploy(FORCE_INSTALL="erase")
    assert done.returncode == 0, done.stderr
    assert pipeline.data() == {"mariadb": "", "rabbitmq": "", "backups": "imported"}
    in_use_still(pipeline, "two")


def test_an_erasing_that_fails_halfway_says_so(pipeline: Pipeline):
    installed(pipeline)
    (pipeline.state / "held").write_text("mobiville_rabbitmq")
    pipeline.commit("two")
    done = pipeline.deploy(FORCE_INSTALL="erase")
    assert "remove mobiville_rabbitmq: volume is in use" in done.stderr
    assert re.search(
        r"is in use again; data may be erased: restore the backup of 20\S+ \S+ UTC$", done.stderr.rstrip()
    )
    assert pipeline.data()["mariadb"] == ""
    in_use_still(pipeline, "one")


def test_a_version_that_does_not_start_after_erasing_does_not_hide_that_data_are_gone(pipeline: Pipeline):
    installed(pipeline)
    pipeline.commit("two", cities=FAILS)
    done = pipeline.deploy(FORCE_INSTALL="erase")
    assert "container mobiville-cities-1 exited (1)" in done.stderr
    assert re.search(r"is in use again; its data were erased: restore the backup of 20", done.stderr)
    in_use_still(pipeline, "one")


def test_a_backup_is_made_first_where_it_is_asked_for(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy(DEPLOY_BACKUP="1")
    pipeline.commit("two")
    assert 'service "backup" is not running' in pipeline.deploy(DEPLOY_BACKUP="1").stderr
    assert pipeline.calls()[-1] == "exec -T backup python -m mobiville backup"
    in_use_still(pipeline, "one")


def test_only_one_deployment_at_a_time(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.home.mkdir()
    with (pipeline.home / ".deploy.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = pipeline.deploy()
    assert "another deployment is under way" in done.stderr
    assert pipeline.answers() == (None, None)
    assert [path.name for path in pipeline.home.iterdir()] == [".deploy.lock"]


def test_files_that_another_pipeline_has_sent_meanwhile_are_not_taken(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    (pipeline.home / "incoming" / "SENT").write_text("other-feedf00d")
    done = pipeline.deploy("apply")
    assert "another pipeline has sent the files of other-feedf00d meanwhile" in done.stderr
    in_use_still(pipeline, "one")


@pytest.fixture
def docker(tmp_path: Path) -> Path:
    """A `docker` that only keeps a token, as `docker login` does; the folder that it is in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "docker").write_text(
        f'#!/bin/sh\ncd {tmp_path}\necho "$@" >>logins\n[ $1 = login ] && cat >token || rm token\n'
    )
    (folder / "docker").chmod(0o755)
    return folder


@pytest.mark.parametrize("nginx", [None, SICK])
def test_the_token_of_the_registry_does_not_stay_on_the_host(pipeline: Pipeline, docker: Path, nginx: object):
    pipeline.commit("one", nginx=nginx)
    token = {
        "CI_DEPLOY_USER": "gitlab",
        "CI_DEPLOY_PASSWORD": "s3cret",
        "CI_REGISTRY": "registry.example.org",
    }
    done = pipeline.deploy(PATH=f"{docker}:{os.environ['PATH']}", **token)
    assert (done.returncode == 0) == (nginx is None), done.stderr
    assert (docker.parent / "logins").read_text().splitlines() == [
        "login --username gitlab --password-stdin registry.example.org",
        "logout registry.example.org",
    ]
    assert not (docker.parent / "token").exists()


def test_the_operators_command_runs_in_the_release_in_use(pipeline: Pipeline):
    pipeline.commit("one")
    assert "nothing is installed" in pipeline.deploy("run import due").stderr
    pipeline.deploy()
    assert pipeline.deploy("run import due").stdout == "imported\n"
    assert pipeline.calls()[-1] == "run --rm -T importer import due"


def test_words_for_the_host_are_words_there_too(pipeline: Pipeline):
    pipeline.commit("one")
    pipeline.deploy()
    pipeline.deploy("run import $(touch${IFS}stolen);false")
    assert pipeline.calls()[-1] == "run --rm -T importer import $(touch${IFS}stolen);false"


def test_old_releases_are_forgotten(pipeline: Pipeline):
    for text in ("one", "two", "three", "four"):
        pipeline.commit(text)
        pipeline.deploy(KEPT_RELEASES="2")
    assert len(list((pipeline.home / "releases").iterdir())) == 2
    in_use_still(pipeline, "four")
