from pathlib import Path

import pytest

from services.jobs.settings import JobsSettings
from shared.settings import read_settings

NEEDED = {"JOBS_CITIES_URL": "http://cities:8080", "JOBS_TENSIONS_URL": "http://tensions:8080"}
CREDENTIALS = {"JOBS_CLIENT_ID": "PAR_mobiville", "JOBS_CLIENT_SECRET": "sesame"}


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> JobsSettings:
    for name, value in (NEEDED | variables).items():
        monkeypatch.setenv(name, value)
    return read_settings(JobsSettings)


def refuse(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **variables: str) -> str:
    """The line that says why; it names no value."""
    with pytest.raises(SystemExit):
        read(monkeypatch, **variables)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "sesame" not in told
    return told


def test_defaults_are_what_is_documented(monkeypatch: pytest.MonkeyPatch):
    settings = read(monkeypatch, **CREDENTIALS)
    assert settings.upstream_url == "https://api.francetravail.io/partenaire"
    assert (settings.offres.scopes, settings.offres.quota_calls) == ("api_offresdemploiv2 o2dsoffre", 3)
    assert settings.proxy.deadline_seconds == 3
    assert settings.redis_url is None
    assert {name: api.quota_calls for name, api in settings.apis.items() if api.scopes} == {
        "offres": 3,
        "marche-du-travail": 10,
        "acces-emploi": 10,
        "infotravail": 1,
        "rome-metiers": 1,
        "la-bonne-boite": 2,
        "evenements": 1,
    }


def test_one_limit_of_one_api_can_be_set(monkeypatch: pytest.MonkeyPatch):
    settings = read(
        monkeypatch,
        **CREDENTIALS,
        JOBS_OFFRES__QUOTA_CALLS="9",
        JOBS_LIFETIMES__OFFER__FRESH="30",
        JOBS_PROXY__DEADLINE_SECONDS="2.5",
    )
    assert (settings.offres.quota_calls, settings.offres.path) == (9, "/offresdemploi/v2")
    assert (settings.lifetimes.offer.fresh, settings.lifetimes.offer.stale) == (30, 86_400)
    assert settings.proxy.deadline_seconds == 2.5


def test_blanks_around_secrets_are_dropped(monkeypatch: pytest.MonkeyPatch):
    settings = read(monkeypatch, JOBS_CLIENT_ID=" PAR_mobiville\n", JOBS_CLIENT_SECRET="\tsesame \n")
    assert [secret.get_secret_value() for secret in settings.credentials] == ["PAR_mobiville", "sesame"]


def test_the_secret_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    file = tmp_path / "secret"
    file.write_text("sesame\n")
    settings = read(monkeypatch, JOBS_CLIENT_ID="PAR_mobiville", JOBS_CLIENT_SECRET_FILE=str(file))
    assert settings.credentials[1].get_secret_value() == "sesame"
    assert "sesame" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_the_password_of_redis_may_be_apart(monkeypatch: pytest.MonkeyPatch):
    apart = {"JOBS_REDIS_URL": "redis://valkey:6379/0", "JOBS_REDIS_PASSWORD": "sesame"}
    url = read(monkeypatch, **CREDENTIALS, **apart).redis_url
    assert url is not None
    assert url.get_secret_value() == "redis://:sesame@valkey:6379/0"


def test_a_file_without_a_secret_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    (tmp_path / "empty").write_text("\n")
    for path, reason in (("empty", "the file is empty"), ("none", "No such file or directory")):
        told = refuse(
            monkeypatch,
            capsys,
            JOBS_CLIENT_ID="PAR_mobiville",
            JOBS_CLIENT_SECRET_FILE=str(tmp_path / path),
        )
        assert "JOBS_CLIENT_SECRET_FILE: " in told
        assert reason in told


def test_credentials_are_needed_unless_the_upstream_is_the_stand_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert "JOBS_CLIENT_ID and JOBS_CLIENT_SECRET" in refuse(monkeypatch, capsys)
    assert "JOBS_CLIENT_ID and" in refuse(monkeypatch, capsys, JOBS_CLIENT_ID="PAR", JOBS_CLIENT_SECRET=" ")
    settings = read(monkeypatch, JOBS_SANDBOX="true")
    assert all(secret.get_secret_value() for secret in settings.credentials)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("JOBS_UPSTREAM_URL", "api.francetravail.io"),
        ("JOBS_UPSTREAM_URL", "https://api.francetravail.io/?sesame"),
        ("JOBS_TOKEN_URL", "ftp://sesame/token"),
        ("JOBS_REDIS_URL", "http://:sesame@redis:6379"),
        ("JOBS_OFFRES__QUOTA_CALLS", "0"),
        ("JOBS_OFFRES__PATH", "/../sesame"),
        ("JOBS_OFFRES__QUOTA", "3"),
        ("JOBS_LIFETIMES__OFFER__FRESH", "100000"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, value: str
):
    told = refuse(monkeypatch, capsys, **CREDENTIALS | {variable: value})
    assert variable.partition("__")[0] in told
