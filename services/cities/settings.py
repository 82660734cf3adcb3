"""Settings of the service, from CITIES_… environment variables."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import OwnerSettings


class Settings(OwnerSettings):
    """The address of the tensions service has no default."""

    model_config = SettingsConfigDict(env_prefix="CITIES_")

    port: int = Field(default=8081, ge=1, le=65535)
    tensions_url: str = Field(pattern=r"^https?://[^/]+(/[^/]+)*$")
    tensions_timeout_seconds: float = Field(default=5, gt=0)
    enrichment_url: str = Field(default="http://enrichment:8080", pattern=r"^https?://[^/]+(/[^/]+)*$")
    portrait_seconds: float = Field(default=0.3, gt=0, description="how long a sheet waits for its portrait")
    portraits_kept: int = Field(default=2000, ge=1, description="in memory, 2 kB each")
    portraits_kept_seconds: float = Field(default=300, gt=0, description="before one is asked for again")
