"""Settings of the service, from TENSIONS_… environment variables."""

from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_DATABASES = ("mariadb+aiomysql://", "sqlite+aiosqlite:///")
_BROKERS = ("amqp://", "amqps://", "memory:")


class Settings(BaseSettings):
    """The addresses of the database and of the broker have no default."""

    model_config = SettingsConfigDict(env_prefix="TENSIONS_", frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8082, ge=1, le=65535)
    database_url: SecretStr
    broker_url: SecretStr
    refresh_seconds: float = Field(default=15, gt=0, description="how often data in memory are compared")
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, url: SecretStr) -> SecretStr:
        return _starting(url, _DATABASES)

    @field_validator("broker_url")
    @classmethod
    def _check_broker(cls, url: SecretStr) -> SecretStr:
        return _starting(url, _BROKERS)


def _starting(url: SecretStr, starts: tuple[str, ...]) -> SecretStr:
    if not url.get_secret_value().startswith(starts):
        raise ValueError(f"must start with {' or '.join(starts)}")
    return url
