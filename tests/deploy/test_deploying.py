"""Deploying to a host where the system runs as processes: what visitors get before, meanwhile, afterwards."""

import fcntl

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


def test_the_operators_command_runs_in_the_release_in_use(pipeline: Pipeline):
    pipeline.commit("one")
    assert "nothing is installed" in pipeline.deploy("run import due").stderr
    pipeline.deploy()
    assert pipeline.deploy("run import due").stdout == "imported\n"
    assert pipeline.calls()[-1] == "run --rm -T importer import due"


def test_old_releases_are_forgotten(pipeline: Pipeline):
    for text in ("one", "two", "three", "four"):
        pipeline.commit(text)
        pipeline.deploy(KEPT_RELEASES="2")
    assert len(list((pipeline.home / "releases").iterdir())) == 2
    in_use_still(pipeline, "four")
