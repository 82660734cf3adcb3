import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.settings import read_settings


class Doors(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DOORS_", frozen=True)

    count: int
    key: SecretStr


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
