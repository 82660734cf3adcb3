"""Settings of the legacy face, from LEGACY_… environment variables."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings

_ADDRESS = r"^https?://[^/?#]+(/[^/?#]+)*/?$"


class LegacySettings(ServiceSettings):
    """The addresses of the services whose /api/v1 is called have no default."""

    model_config = SettingsConfigDict(env_prefix="LEGACY_")

    port: int = Field(default=8085, ge=1, le=65535)
    cities_url: str = Field(pattern=_ADDRESS)
    tensions_url: str = Field(pattern=_ADDRESS)
    jobs_url: str = Field(pattern=_ADDRESS)
    call_seconds: float = Field(default=8, gt=0, description="for one call of /api/v1")
    deadline_seconds: float = Field(default=10, gt=0, description="for a whole answer, then 503")
