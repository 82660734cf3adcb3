"""/site.json of the embedded run: who runs the site, whose map tiles it shows. Gateway: nginx/site.sh."""

from urllib.parse import urlsplit

from pydantic import BaseModel, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_CONTACT = r"^(https://\S+|[^\s@]+@[^\s@]+)$"


class Tiles(BaseModel):
    """Pieces of a map; `url` holds {z}, {x} and {y}, `attribution` says whose they are."""

    url: str
    attribution: str


class SiteDescription(BaseModel):
    """What the site is told; None is what nobody has said."""

    operator: str | None = None
    publication_director: str | None = None
    contact: str | None = None
    hosting: str | None = None
    tiles: Tiles | None = None

    @property
    def tile_origin(self) -> str | None:
        """`https://host`, which visitors' browsers may ask for pictures."""
        return f"https://{urlsplit(self.tiles.url).netloc}" if self.tiles else None


class SiteSettings(BaseSettings):
    """The gateway's variables, under the gateway's names: gateway/README.md explains them."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", frozen=True, env_ignore_empty=True)

    operator: str | None = None
    publication_director: str | None = None
    contact: str | None = Field(default=None, pattern=_CONTACT)
    hosting: str | None = None
    tile_url: str | None = Field(default=None, pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]+)?/[^\s;,']*$")
    tile_attribution: str | None = None

    @model_validator(mode="after")
    def _check_tiles(self) -> "SiteSettings":
        if self.tile_url:
            missing = [part for part in ("{z}", "{x}", "{y}") if part not in self.tile_url]
            if missing:
                raise ValueError(f"GATEWAY_TILE_URL has no {missing[0]}")
            if not self.tile_attribution:
                raise ValueError("GATEWAY_TILE_ATTRIBUTION is not set: say whose the tiles are")
        return self

    def describe(self) -> SiteDescription:
        tiles = Tiles(url=self.tile_url, attribution=self.tile_attribution or "") if self.tile_url else None
        return SiteDescription(
            operator=self.operator,
            publication_director=self.publication_director,
            contact=self.contact,
            hosting=self.hosting,
            tiles=tiles,
        )
