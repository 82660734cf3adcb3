"""Settings of the service, from TENSIONS_… environment variables."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import OwnerSettings


class Settings(OwnerSettings):
    """Those of every owner of datasets."""

    model_config = SettingsConfigDict(env_prefix="TENSIONS_")

    port: int = Field(default=8082, ge=1, le=65535)
