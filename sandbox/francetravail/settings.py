"""Settings of the stand-in, from SANDBOX_FT_… environment variables."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_BUNDLED = Path(__file__).resolve().parents[2] / "bundled"


class SandboxSettings(BaseSettings):
    """Every setting has a default: the stand-in guards nothing."""

    model_config = SettingsConfigDict(env_prefix="SANDBOX_FT_", frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8090, ge=0, le=65535)
    seed: int = Field(default=1, ge=0, description="another seed is another France, as plausible")
    offers: int = Field(
        default=500_000, ge=1000, le=550_000, description="about how many are active at a time"
    )
    today: date | None = Field(
        default=None, description="the day that it is when it starts; None: the real one"
    )
    data: Path = Field(default=_BUNDLED, description="the folder with communes.csv, occupations.csv…")
    client_ids: list[str] = ["PAR_mobiville_sandbox", "PAR_mobiville_other"]
    client_secret: SecretStr = SecretStr("sandbox-secret")
    token_ttl: float = Field(default=1499, gt=0, description="seconds")
    control: bool = Field(default=True, description="whether /_control is there")
    log_style: Literal["json", "console"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
