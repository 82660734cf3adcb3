"""Settings read once at start, from the environment and from files that hold secrets.

`CITIES_DATABASE_PASSWORD` is the variable of that name, or else what the file
/run/secrets/cities_database_password holds. What is wrong is told in one line that names the variable.
"""

import sys
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

SettingsT = TypeVar("SettingsT", bound=BaseSettings)

SECRETS = Path("/run/secrets")
_EXIT_USAGE = 2
_DATABASES = ("mariadb+aiomysql://", "sqlite+aiosqlite:///")
_BROKERS = ("amqp://", "amqps://", "memory:")


def _not_empty(password: SecretStr | None) -> SecretStr | None:
    if password is not None and not password.get_secret_value():
        raise ValueError("is empty: write the password into it")
    return password


Password = Annotated[SecretStr | None, AfterValidator(_not_empty)]


class ServiceSettings(BaseSettings):
    """What every service can be told; each adds its own. An empty variable counts as not set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = "127.0.0.1"
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class OwnerSettings(ServiceSettings):
    """Those of a service that owns datasets. The addresses of the database and the broker have no default;
    their passwords are in them, or apart."""

    database_password: Password = None
    broker_password: Password = None
    database_url: SecretStr
    broker_url: SecretStr
    refresh_seconds: float = Field(default=15, gt=0, description="how often data in memory are compared")

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, url: SecretStr, info: ValidationInfo) -> SecretStr:
        return with_password(cls, "database_password", _starting(url, _DATABASES), info)

    @field_validator("broker_url")
    @classmethod
    def _check_broker(cls, url: SecretStr, info: ValidationInfo) -> SecretStr:
        return with_password(cls, "broker_password", _starting(url, _BROKERS), info)


def _starting(url: SecretStr, starts: tuple[str, ...]) -> SecretStr:
    if not url.get_secret_value().startswith(starts):
        raise ValueError(f"must start with {' or '.join(starts)}")
    return url


def with_password(model: type[BaseSettings], field: str, url: SecretStr, info: ValidationInfo) -> SecretStr:
    """The address with the password that was given apart in the model's `field`, validated before it.

    ValueError when there are two passwords, or a user and none.
    """
    password: SecretStr | None = info.data.get(field)
    parts = urlsplit(url.get_secret_value())
    user, at, place = parts.netloc.rpartition("@")
    name = model.model_config.get("env_prefix", "") + field
    if password is None:
        if at and ":" not in user and field in info.data:
            raise ValueError(
                f"has a user and no password: set {name.upper()}, or write {SECRETS}/{name.lower()}"
            )
        return url
    if ":" in user or not place:
        raise ValueError(f"takes no password apart, and {name.upper()} is given")
    joined = parts._replace(netloc=f"{user}:{quote(password.get_secret_value(), safe='')}@{place}")
    return SecretStr(urlunsplit(joined))


def read_settings(model: type[SettingsT], secrets: Path = SECRETS, **given: Any) -> SettingsT:
    """The settings of the environment and of the files in `secrets`, after those that are `given`; exits with
    status 2, showing no values, when they cannot be used."""
    try:
        return model(_secrets_dir=secrets if secrets.is_dir() else None, **given)
    except ValidationError as error:
        sys.stderr.write(describe_faults(model, error) + "\n")
    except SettingsError as error:
        sys.stderr.write(f"settings: {error.__cause__ or error}\n")
    raise SystemExit(_EXIT_USAGE)


def describe_faults(model: type[BaseSettings], error: ValidationError) -> str:
    """`settings: CITIES_PORT: Input should be …; CITIES_BROKER_URL: Field required`"""
    prefix = model.model_config.get("env_prefix", "")
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    described = [
        f"{_named(prefix, fault['loc'])}{fault['msg'].removeprefix('Value error, ')}" for fault in faults
    ]
    return "settings: " + "; ".join(described)


def _named(prefix: str, place: tuple[int | str, ...]) -> str:
    """The variable, as it is set (`JOBS_PROXY__ATTEMPTS`); nothing for a fault of several together, which its
    text names. A name that is in capitals already is one without the prefix."""
    name = "__".join(map(str, place))
    if not name:
        return ""
    return f"{name}: " if name.isupper() else f"{prefix}{name.upper()}: "
