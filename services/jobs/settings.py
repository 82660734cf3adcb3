"""Settings of the service, from JOBS_… environment variables (nested: JOBS_OFFRES__QUOTA_CALLS)."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from services.jobs.upstream_settings import ApiSettings, Lifetimes, ProxySettings
from shared.settings import Password, ServiceSettings, with_password

_ADDRESS = r"^https?://[^/?#]+(/[^/?#]+)*/?$"
_REDIS = ("redis://", "rediss://", "unix://")


def _trimmed(given: object) -> object:
    """Without the blanks that make a right secret wrong; nothing at all counts as not set."""
    text = given.get_secret_value() if isinstance(given, SecretStr) else given
    return text.strip() or None if isinstance(text, str) else text


def _content(given: object) -> object:
    """What the file holds, instead of its path."""
    if isinstance(given, SecretStr | None) or not str(given).strip():
        return _trimmed(given)
    try:
        text = Path(str(given)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a text"
        raise ValueError(f"the file cannot be read: {reason}") from None
    if not text.strip():
        raise ValueError("the file is empty")
    return text.strip()


Secret = Annotated[SecretStr | None, BeforeValidator(_trimmed)]
SecretFile = Annotated[SecretStr | None, BeforeValidator(_content)]


class JobsSettings(ServiceSettings):
    """Credentials are needed unless `sandbox` says that the upstream is the stand-in."""

    model_config = SettingsConfigDict(
        env_prefix="JOBS_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    port: int = Field(default=8083, ge=1, le=65535)
    cities_url: str = Field(pattern=_ADDRESS)
    tensions_url: str = Field(pattern=_ADDRESS)

    sandbox: bool = Field(default=False, description="the upstream is the stand-in: answers say so")
    upstream_url: str = Field(default="https://api.francetravail.io/partenaire", pattern=_ADDRESS)
    token_url: str = Field(
        default="https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire",
        pattern=r"^https?://[^/?#]+/[^#]*$",
    )
    client_id: Secret = None
    client_secret: Secret = None
    client_secret_file: SecretFile = Field(default=None, description="a path; holds what the file holds")
    redis_password: Password = None
    redis_url: Secret = Field(default=None, description="state shared by the replicas; none: in process")
    user_agent: str = Field(default="Mobiville/0.1", min_length=1)

    proxy: ProxySettings = ProxySettings()
    lifetimes: Lifetimes = Lifetimes()
    labour_market_source: Literal["marche-du-travail", "infotravail"] = "marche-du-travail"

    offres: ApiSettings = ApiSettings(
        path="/offresdemploi/v2",
        scopes="api_offresdemploiv2 o2dsoffre",
        quota_calls=3,
        max_age_seconds=24 * 3600 - 120,  # caches in front keep an answer for one minute more
    )
    marche_du_travail: ApiSettings = ApiSettings(
        path="/stats-offres-demandes-emploi/v1",
        scopes="api_stats-offres-demandes-emploiv1 offresetdemandesemploi",
        quota_calls=10,
    )
    acces_emploi: ApiSettings = ApiSettings(
        path="/stats-perspectives-retour-emploi/v1",
        scopes="api_stats-perspectives-retour-emploiv1 retouremploi",
        quota_calls=10,
    )
    infotravail: ApiSettings = ApiSettings(path="/infotravail/v1", scopes="api_infotravailv1", quota_calls=1)
    rome_metiers: ApiSettings = ApiSettings(
        path="/rome-metiers/v1/metiers",
        scopes="api_rome-metiersv1 nomenclatureRome",
        quota_calls=1,
        timeout_seconds=60,
        max_bytes=32 * 1024 * 1024,
    )
    la_bonne_boite: ApiSettings = ApiSettings(
        path="/labonneboite/v2",
        scopes="api_labonneboitev2 search office",
        quota_calls=2,
        redirect_hosts=("labonneboite.francetravail.fr",),
    )
    evenements: ApiSettings = ApiSettings(
        path="/evenements/v1", scopes="api_evenementsv1 evenements", quota_calls=1
    )

    cities: ApiSettings = ApiSettings(path="", scopes="", quota_calls=None, timeout_seconds=2)
    tensions: ApiSettings = ApiSettings(path="", scopes="", quota_calls=None, timeout_seconds=2)

    @property
    def apis(self) -> dict[str, ApiSettings]:
        """What is called, by name: the upstream APIs, and our own services."""
        return {
            "offres": self.offres,
            "marche-du-travail": self.marche_du_travail,
            "acces-emploi": self.acces_emploi,
            "infotravail": self.infotravail,
            "rome-metiers": self.rome_metiers,
            "la-bonne-boite": self.la_bonne_boite,
            "evenements": self.evenements,
            "cities": self.cities,
            "tensions": self.tensions,
        }

    @property
    def credentials(self) -> tuple[SecretStr, SecretStr]:
        """The client's id and secret; when none are set, those that the stand-in knows."""
        secret = self.client_secret or self.client_secret_file or SecretStr("sandbox-secret")
        return self.client_id or SecretStr("PAR_mobiville_sandbox"), secret

    @field_validator("redis_url")
    @classmethod
    def _check_redis(cls, url: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if url is None:
            return None
        if not url.get_secret_value().startswith(_REDIS):
            raise ValueError(f"must start with {' or '.join(_REDIS)}")
        return with_password(cls, "redis_password", url, info)

    @model_validator(mode="after")
    def _check_credentials(self) -> Self:
        secret = self.client_secret or self.client_secret_file
        if not self.sandbox and not (self.client_id and secret):
            raise ValueError(
                "JOBS_CLIENT_ID and JOBS_CLIENT_SECRET (or JOBS_CLIENT_SECRET_FILE) are needed, "
                "or JOBS_SANDBOX=true with JOBS_UPSTREAM_URL and JOBS_TOKEN_URL of the stand-in"
            )
        return self
