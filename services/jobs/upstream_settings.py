"""What may be set for each upstream API, for each kind of resource, and for the proxy as a whole."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

MINUTE, HOUR, DAY = 60, 3600, 86400


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ApiSettings(_Settings):
    """One API: at most `quota_calls` calls in any `quota_seconds`, for all replicas together."""

    path: str = Field(pattern=r"^(/[A-Za-z0-9_-]+)*$", description="under the service's address")
    scopes: str = Field(description="of its token; none: it takes no token")
    quota_calls: int | None = Field(ge=1, description="none: as many as there are")
    quota_seconds: float = Field(default=1, gt=0)
    timeout_seconds: float = Field(default=10, gt=0, description="of one call")
    max_bytes: int = Field(default=4 * 1024 * 1024, ge=1, description="of one answer")
    max_age_seconds: float | None = Field(default=None, gt=0, description="of an answer still shown")
    redirect_hosts: tuple[str, ...] = Field(default=(), description="where a redirection is followed")


class Lifetime(_Settings):
    """Ages in seconds. Until `fresh` an answer is served as it is, until `revalidate` it is served stale
    while it is renewed, until `stale` it is served when it cannot be renewed soon. `missing` replaces `fresh`
    when upstream has nothing, or refuses the request."""

    fresh: float = Field(gt=0)
    revalidate: float = Field(gt=0)
    stale: float = Field(gt=0)
    missing: float = Field(gt=0)

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if not self.fresh <= self.revalidate <= self.stale:
            raise ValueError("fresh, revalidate and stale must come in this order")
        return self


class Lifetimes(_Settings):
    """By kind of resource. Whatever is set, an offer is never shown past its API's `max_age_seconds`."""

    offer_search: Lifetime = Lifetime(fresh=5 * MINUTE, revalidate=2 * HOUR, stale=DAY, missing=MINUTE)
    offer_count: Lifetime = Lifetime(fresh=30 * MINUTE, revalidate=6 * HOUR, stale=DAY, missing=MINUTE)
    offer: Lifetime = Lifetime(fresh=10 * MINUTE, revalidate=2 * HOUR, stale=DAY, missing=5 * MINUTE)
    labour_market: Lifetime = Lifetime(fresh=DAY, revalidate=7 * DAY, stale=30 * DAY, missing=HOUR)
    companies: Lifetime = Lifetime(fresh=6 * HOUR, revalidate=2 * DAY, stale=7 * DAY, missing=10 * MINUTE)
    events: Lifetime = Lifetime(fresh=HOUR, revalidate=6 * HOUR, stale=2 * DAY, missing=10 * MINUTE)
    occupations: Lifetime = Lifetime(fresh=DAY, revalidate=7 * DAY, stale=30 * DAY, missing=HOUR)
    place: Lifetime = Lifetime(fresh=DAY, revalidate=7 * DAY, stale=30 * DAY, missing=10 * MINUTE)
    referentials: Lifetime = Lifetime(fresh=DAY, revalidate=7 * DAY, stale=30 * DAY, missing=HOUR)


class ProxySettings(_Settings):
    """How long callers wait, when a failing API is left alone, how much is remembered."""

    deadline_seconds: float = Field(default=3, gt=0, description="of a visitor's request, all included")
    old_patience_seconds: float = Field(
        default=0.8, gt=0, description="how long a visitor waits for a newer answer when there is an old one"
    )
    background_seconds: float = Field(default=60, gt=0, description="of a renewal nobody waits for")
    attempts: int = Field(default=3, ge=1, description="of one call, in the deadline")
    quota_margin_seconds: float = Field(
        default=0.15, ge=0, description="added to each quota's period: what the way to upstream may vary"
    )
    breaker_failures: int = Field(default=5, ge=1, description="in a row, before an API is left alone")
    breaker_seconds: float = Field(default=10, gt=0, description="how long it is left alone")
    refused_seconds: float = Field(default=600, gt=0, description="how long after it refused us")
    failed_renewal_seconds: float = Field(
        default=5, gt=0, description="until an old answer that could not be renewed is tried again"
    )
    redis_timeout_seconds: float = Field(default=1, gt=0)
    redis_outage_share: float = Field(
        default=0.25, gt=0, le=1, description="of each quota, for one replica while Redis is away"
    )
    memory_bytes: int = Field(
        default=32 * 1024 * 1024, ge=1024, description="of packed answers in process, without Redis"
    )
    decoded_bytes: int = Field(
        default=16 * 1024 * 1024, ge=1024, description="of decoded answers in process, as JSON"
    )
    max_entry_bytes: int = Field(default=1024 * 1024, ge=1024, description="of one answer kept, packed")
