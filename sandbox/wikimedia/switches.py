"""Everything about the stand-in's behaviour that a test can change while it runs."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.wikimedia.settings import WikimediaSettings


class Switches(BaseModel):
    """The defaults are what public documents and measurements say of the real APIs in 2026."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    compliant_per_minute: int = Field(default=200, ge=0, description="and of a browser")
    unidentified_per_minute: int = Field(default=10, ge=0)
    window_seconds: float = Field(default=60, gt=0, description="what a minute lasts")
    max_in_flight: int = Field(default=3, ge=0, description="per client, over all APIs and pictures")
    ua_policy: Literal["on", "off"] = Field(
        default="on", description="off: a library's User-Agent is not refused, only unidentified"
    )
    retry_after: Literal["present", "absent"] = "present"
    latency_ms: dict[str, int] = Field(default={}, description="before each answer, by API or `*`")
    lag_seconds: float = Field(default=0, ge=0, description="of the databases: calls with less maxlag fail")
    extracts_at_once: int = Field(default=20, ge=1, description="of introductions; the rest by `continue`")
    images_at_once: int = Field(default=50, ge=1, description="of page images")
    files_at_once: int = Field(default=50, ge=1, description="of files with their credit")
    search_lag: bool = Field(default=False, description="the search index misses items edited by a test")
    sparql_timeout_rows: int = Field(
        default=1200, ge=1, description="codes with the path P31/P279* that a query survives"
    )
    sparql_budget_seconds: float = Field(default=60, gt=0, description="of query time per minute")
    sparql_ban_after: int = Field(default=10, ge=1, description="calls during Retry-After that end in a ban")
    thumb_width_policy: Literal["400", "429", "serve"] = Field(default="400", description="other widths")
    thumb_host: Literal["upload", "thumb"] = Field(default="upload", description="that answers name")


def default_switches(settings: WikimediaSettings) -> Switches:
    return Switches(
        compliant_per_minute=settings.compliant_per_minute,
        unidentified_per_minute=settings.unidentified_per_minute,
        max_in_flight=settings.max_in_flight,
    )


def change_switches(switches: Switches, changes: dict[str, Any]) -> Switches:
    """The switches with some set otherwise. ValidationError."""
    return Switches(**(switches.model_dump() | changes))
