"""Settings of the importer: environment variables that start with IMPORTER_."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ImporterSettings(BaseSettings):
    """Where downloads and reports go, and how long to wait for whom."""

    model_config = SettingsConfigDict(env_prefix="IMPORTER_", frozen=True, env_ignore_empty=True)

    cache_dir: Path = Path("var/downloads")
    reports_dir: Path = Path("var/reports")
    user_agent: str = "mobiville-importer"
    jobs_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/]+$",
        description="the offers proxy: with it, job titles and skills are those of ROME 4.0",
    )
    max_download_bytes: int = Field(default=1024**3, gt=0)
    connect_seconds: float = Field(default=10, gt=0)
    silence_seconds: float = Field(default=30, gt=0, description="longest wait for the next bytes")
    download_seconds: float = Field(default=3600, gt=0, description="for one file, retries included")
    publish_seconds: float = Field(default=300, gt=0, description="longest broker outage waited out")
    ask_again_seconds: float = Field(
        default=30, gt=0, description="silence after which an owner is asked again: its answer may be lost"
    )
    apply_seconds: float = Field(
        default=300, gt=0, description="longest wait for an owner to apply, plus one second per 1,000 rows"
    )
