from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.settings import OwnerSettings, read_settings


class Doors(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DOORS_", frozen=True)

    count: int
    key: SecretStr


class Owner(OwnerSettings):
    model_config = SettingsConfigDict(env_prefix="OWNER_")


def owner(monkeypatch: pytest.MonkeyPatch, secrets: Path, **files: str) -> Owner:
    """As it is read where the addresses name users and the files hold passwords."""
    monkeypatch.setenv("OWNER_DATABASE_URL", "mariadb+aiomysql://owner@database/owner?charset=utf8mb4")
    monkeypatch.setenv("OWNER_BROKER_URL", "amqp://owner@broker/")
    for name, content in files.items():
        (secrets / name).write_text(content)
    return read_settings(Owner, secrets)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOORS_COUNT", "3")
    monkeypatch.setenv("DOORS_KEY", "sesame")
    assert read_settings(Doors).count == 3


def test_every_unusable_setting_is_named_on_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DOORS_COUNT", "sesame")
    monkeypatch.delenv("DOORS_KEY", raising=False)
    with pytest.raises(SystemExit) as exit_:
        read_settings(Doors)
    told = capsys.readouterr().err
    assert exit_.value.code == 2
    assert told.count("\n") == 1
    assert "DOORS_COUNT: Input should be a valid integer" in told
    assert "DOORS_KEY: Field required" in told
    assert "sesame" not in told


def test_a_setting_may_be_in_a_file_of_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DOORS_COUNT", "3")
    (tmp_path / "doors_key").write_text("sesame\n")
    assert read_settings(Doors, tmp_path).key.get_secret_value() == "sesame"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DOORS_COUNT", "3")
    monkeypatch.setenv("DOORS_KEY", "open")
    (tmp_path / "doors_key").write_text("sesame")
    assert read_settings(Doors, tmp_path).key.get_secret_value() == "open"


def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setenv("DOORS_COUNT", "3")
    (tmp_path / "doors_key").write_text("sesame")

    def refuse(path: Path, *_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)  # root may read everything
    with pytest.raises(SystemExit) as exit_:
        read_settings(Doors, tmp_path)
    assert exit_.value.code == 2
    assert f"Permission denied: '{tmp_path}/doors_key'" in capsys.readouterr().err


def test_passwords_in_files_complete_the_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    settings = owner(
        monkeypatch, tmp_path, owner_database_password="o/p@en:\n", owner_broker_password="sesame"
    )
    database = "mariadb+aiomysql://owner:o%2Fp%40en%3A@database/owner?charset=utf8mb4"
    assert settings.database_url.get_secret_value() == database
    assert settings.broker_url.get_secret_value() == "amqp://owner:sesame@broker/"


def test_addresses_without_a_user_need_no_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("OWNER_DATABASE_URL", "sqlite+aiosqlite:////tmp/owner.sqlite")
    monkeypatch.setenv("OWNER_BROKER_URL", "memory:")
    assert read_settings(Owner, tmp_path).broker_url.get_secret_value() == "memory:"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"owner_broker_password": "sesame"},
            "OWNER_DATABASE_URL: has a user and no password: set OWNER_DATABASE_PASSWORD, or write /run/",
        ),
        (
            {"owner_broker_password": "sesame", "owner_database_password": "\n"},
            "OWNER_DATABASE_PASSWORD: is empty",
        ),
    ],
)
def test_a_missing_password_is_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    files: dict[str, str],
    told: str,
):
    with pytest.raises(SystemExit):
        owner(monkeypatch, tmp_path, **files)
    line = capsys.readouterr().err
    assert told in line
    assert line.count("OWNER_") == told.count("OWNER_")
    assert "sesame" not in line


@pytest.mark.parametrize("url", ["amqp://owner:open@broker/", "memory:"])
def test_a_second_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str
):
    monkeypatch.setenv("OWNER_DATABASE_URL", "sqlite+aiosqlite:////tmp/owner.sqlite")
    monkeypatch.setenv("OWNER_BROKER_URL", url)
    monkeypatch.setenv("OWNER_BROKER_PASSWORD", "sesame")
    with pytest.raises(SystemExit):
        read_settings(Owner, tmp_path)
    assert "OWNER_BROKER_URL: takes no password apart" in capsys.readouterr().err


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("OWNER_LOG_LEVEL", "")
    files = {"owner_database_password": "open", "owner_broker_password": "sesame"}
    assert owner(monkeypatch, tmp_path, **files).log_level == "INFO"
