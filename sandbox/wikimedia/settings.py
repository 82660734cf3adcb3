"""Settings of the stand-in, from SANDBOX_WM_… environment variables."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_BUNDLED = Path(__file__).resolve().parents[2] / "bundled"


class WikimediaSettings(BaseSettings):
    """Every setting has a default: the stand-in guards nothing."""

    model_config = SettingsConfigDict(env_prefix="SANDBOX_WM_", frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8091, ge=0, le=65535)
    seed: int = Field(default=1, ge=0, description="another seed puts the oddities elsewhere")
    today: date | None = Field(
        default=None, description="the day that it is when it starts; None: the real one"
    )
    data: Path = Field(default=_BUNDLED, description="the folder with communes.csv, departements.csv…")
    public_url: str | None = Field(
        default=None, description="root of the addresses of pictures; None: the host that the caller named"
    )
    compliant_per_minute: int = Field(
        default=200, ge=1, description="calls of a User-Agent that names its operator"
    )
    unidentified_per_minute: int = Field(default=10, ge=1, description="calls of any other User-Agent")
    max_in_flight: int = Field(default=3, ge=1, description="calls of one client at the same time")
    control: bool = Field(default=True, description="whether /_control is there")
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
