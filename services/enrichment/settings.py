"""Settings of the service, from ENRICHMENT_… environment variables."""

import re
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from shared.settings import OwnerSettings

_ADDRESS = r"^https?://[^/?#]+(/[^/?#]+)*$"
CONTACT = r"^[^\s()]*(@|https?://)[^\s()]+$"
# domains that are nobody's (RFC 2606)
_NOBODYS = re.compile(r"[@/.](example\.(org|com|net)|example|invalid|test)\.?(:\d+)?(/|$)", re.IGNORECASE)
_WIKIMEDIA = ("wikidata.org", "wikipedia.org", "wikimedia.org")


class Settings(OwnerSettings):
    """`contact` has no default unless `sandbox` says that the addresses are the stand-in's."""

    model_config = SettingsConfigDict(env_prefix="ENRICHMENT_")

    port: int = Field(default=8084, ge=1, le=65535)

    sandbox: bool = Field(default=False, description="the upstream is the stand-in: portraits say so")
    contact: str | None = Field(
        default=None,
        pattern=CONTACT,
        description="of whoever runs this service, told to Wikimedia: a mail address or a page",
    )
    sparql_url: str = Field(default="https://query.wikidata.org/sparql", pattern=_ADDRESS)
    wikidata_url: str = Field(default="https://www.wikidata.org/w/api.php", pattern=_ADDRESS)
    wikipedia_url: str = Field(default="https://fr.wikipedia.org/w/api.php", pattern=_ADDRESS)
    commons_url: str = Field(default="https://commons.wikimedia.org/w/api.php", pattern=_ADDRESS)

    crawl: bool = Field(default=True, description="false: this replica only answers")
    calls_per_minute: float = Field(
        default=100, gt=0, description="of the crawl; Wikimedia allows 200 to all that a User-Agent does"
    )
    visits_per_minute: int = Field(
        default=80, ge=1, description="calls for images that visitors wait for, besides what the crawl leaves"
    )
    in_flight: int = Field(
        default=3, ge=1, le=3, description="calls at once, one of them left to visitors; Wikimedia allows 3"
    )
    timeout_seconds: float = Field(default=60, gt=0, description="of one call")
    retry_seconds: float = Field(default=2, gt=0, description="before a failed call is tried again; doubles")
    rest_seconds: float = Field(
        default=60, gt=0, description="of the whole crawl when an API stays away; doubles, up to an hour"
    )
    lease_seconds: float = Field(
        default=60, gt=0, description="until another replica takes the crawl over from one that was killed"
    )
    refresh_days: float = Field(default=7, gt=0, description="until a page is asked for its revision again")
    renewal_days: float = Field(
        default=91, gt=0, description="until page, text, photo and credit are fetched again, changed or not"
    )
    images_dir: Path = Field(default=Path("var/images"), description="where images are kept")
    images_mb: int = Field(default=500, ge=1, description="of images kept, at most; 10^6 bytes")
    images_days: float = Field(default=30, gt=0, description="until a kept image is fetched again")
    image_seconds: float = Field(default=8, gt=0, description="how long a visitor waits for an image")

    @property
    def user_agent(self) -> str:
        """Who calls, as Wikimedia wants to know it."""
        return f"Mobiville/0.1 ({self.contact or 'nobody@example.org'}) aiohttp/3"

    @model_validator(mode="after")
    def _check_contact(self) -> Self:
        addresses = (self.sparql_url, self.wikidata_url, self.wikipedia_url, self.commons_url)
        real = [url for url in addresses if (urlsplit(url).hostname or "").endswith(_WIKIMEDIA)]
        if self.sandbox and real:
            raise ValueError(f"ENRICHMENT_SANDBOX=true, but {real[0]} is no stand-in")
        if not self.sandbox and self.contact is None:
            raise ValueError(
                "ENRICHMENT_CONTACT is needed: Wikimedia wants the mail address or page of whoever runs this "
                "service (or ENRICHMENT_SANDBOX=true with the four addresses of the stand-in)"
            )
        if not self.sandbox and _NOBODYS.search(self.contact or ""):
            raise ValueError(
                f"ENRICHMENT_CONTACT={self.contact} is an example, nobody reads it: Wikimedia wants the mail "
                "address or page of whoever runs this service"
            )
        return self
