"""Settings read once at start; what is wrong is told in one line that names the variable."""

import sys
from typing import Literal, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SettingsT = TypeVar("SettingsT", bound=BaseSettings)

_EXIT_USAGE = 2
_DATABASES = ("mariadb+aiomysql://", "sqlite+aiosqlite:///")
_BROKERS = ("amqp://", "amqps://", "memory:")


class ServiceSettings(BaseSettings):
    """What every service can be told; each adds its prefix and its own."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class OwnerSettings(ServiceSettings):
    """Those of a service that owns datasets. The addresses of the database and the broker have no default."""

    database_url: SecretStr
    broker_url: SecretStr
    refresh_seconds: float = Field(default=15, gt=0, description="how often data in memory are compared")

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


def read_settings(model: type[SettingsT]) -> SettingsT:
    """The settings of the environment; exits with status 2, showing no values, when they cannot be used."""
    try:
        return model()
    except ValidationError as error:
        sys.stderr.write(describe_faults(model, error) + "\n")
        raise SystemExit(_EXIT_USAGE) from None


def describe_faults(model: type[BaseSettings], error: ValidationError) -> str:
    """`settings: CITIES_PORT: Input should be …; CITIES_BROKER_URL: Field required`"""
    prefix = model.model_config.get("env_prefix", "")
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    described = [f"{prefix}{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in faults]
    return "settings: " + "; ".join(described)
