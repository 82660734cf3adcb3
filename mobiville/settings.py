"""Settings of the command and of the embedded run."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.enrichment.settings import CONTACT
from shared.settings import Password, with_password


class MobivilleSettings(BaseSettings):
    """With `broker_url` the command talks to running services; without, everything is embedded in `home`."""

    model_config = SettingsConfigDict(
        env_prefix="MOBIVILLE_", frozen=True, populate_by_name=True, env_ignore_empty=True
    )

    home: Path = Field(default=Path("var"), description="where the embedded run keeps its state")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535, validation_alias=AliasChoices("PORT", "MOBIVILLE_PORT"))
    broker_password: Password = None
    broker_url: SecretStr | None = Field(default=None, description="amqp://user:password@host/")
    cities_url: str = "http://cities:8080"
    tensions_url: str = "http://tensions:8080"
    enrichment_url: str = "http://enrichment:8080"

    france_travail_client_id: SecretStr | None = Field(
        default=None,
        validation_alias="JOBS_CLIENT_ID",
        description="with it (and its secret, JOBS_CLIENT_SECRET) offers are real; without, a stand-in's",
    )

    contact: str | None = Field(
        default=None,
        pattern=CONTACT,
        validation_alias=AliasChoices("ENRICHMENT_CONTACT", "MOBIVILLE_CONTACT"),
        description="mail address or page of whoever runs this, for Wikimedia; with it portraits are real, "
        "without a stand-in's",
    )

    @field_validator("broker_url")
    @classmethod
    def _check_broker(cls, url: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        return with_password(cls, "broker_password", url, info) if url else None

    @property
    def embedded(self) -> bool:
        return self.broker_url is None

    @property
    def dead_letters(self) -> Path:
        """Where the in-process broker keeps the messages that were given up."""
        return self.home / "dead-letters.jsonl"

    @property
    def portraits_store(self) -> str:
        """The name of the enrichment service's file: real portraits and a stand-in's are kept apart."""
        return "enrichment" if self.contact else "enrichment-sample"

    def database_url(self, service: str) -> SecretStr:
        """The SQLite file of a service in the embedded run."""
        return SecretStr(f"sqlite+aiosqlite:///{self.home.absolute() / service}.sqlite")
