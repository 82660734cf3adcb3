"""Settings of the service, from CITIES_… environment variables."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`database_url`: mariadb+aiomysql://… or sqlite+aiosqlite:///…; `broker_url`: amqp://… or `memory:`."""

    model_config = SettingsConfigDict(env_prefix="CITIES_", frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8081, ge=1, le=65535)
    database_url: SecretStr
    broker_url: SecretStr
    tensions_url: str = Field(pattern=r"^https?://[^/]+(/[^/]+)*$")
    tensions_timeout_seconds: float = Field(default=5, gt=0)
    refresh_seconds: float = Field(default=15, gt=0)
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
