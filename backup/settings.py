"""Settings of the backup, from BACKUP_… environment variables."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from shared.settings import Password, ServiceSettings, with_password


class Settings(ServiceSettings):
    """The database, the environment's name and the two places have no default."""

    model_config = SettingsConfigDict(env_prefix="BACKUP_")

    port: int = Field(default=8085, ge=1, le=65535)
    database_password: Password = None
    database_url: SecretStr = Field(description="mariadb+aiomysql://backup:…@host:3306/, no schema in it")
    environment: str = Field(pattern=r"^[a-z][a-z0-9]{0,30}$", description="part of every file's name")
    schemas: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("mobiville_cities", "mobiville_tensions", "mobiville_enrichment"),
        min_length=1,
        description="separated by commas",
    )
    directory: Path
    second_directory: Path = Field(description="on another disk or machine")
    migrations: Path = Field(
        default=Path(__file__).parents[1] / "services",
        description="where {service}/migrations/ are, to bring older backups up to date",
    )
    hour: int = Field(default=2, ge=0, le=23, description="of the night, UTC")
    retry_seconds: float = Field(default=900, gt=0, description="after a backup that failed")
    lock_seconds: int = Field(default=60, gt=0, description="longest wait for the transactions under way")

    @field_validator("schemas", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return tuple(name.strip() for name in given.split(",")) if isinstance(given, str) else given

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, url: SecretStr, info: ValidationInfo) -> SecretStr:
        if not url.get_secret_value().startswith("mariadb+aiomysql://"):
            raise ValueError("must start with mariadb+aiomysql://")
        return with_password(cls, "database_password", url, info)

    @field_validator("second_directory")
    @classmethod
    def _check_places(cls, second: Path, info: ValidationInfo) -> Path:
        first: Path | None = info.data.get("directory")
        if first and first.absolute() == second.absolute():
            raise ValueError("is BACKUP_DIRECTORY: the second copy must be elsewhere")
        return second
