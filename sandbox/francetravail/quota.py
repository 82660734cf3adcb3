"""Token buckets: one per client and API, and one per API for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from sandbox.francetravail.apis import Api
from sandbox.francetravail.switches import Rate, Switches

_EPSILON = 1e-9


@dataclass
class Bucket:
    """How many calls are left, as of a tick (seconds)."""

    left: float
    tick: float

    def take(self, rate: Rate, tick: float) -> bool:
        """Whether one more call is allowed now."""
        self.left = min(rate.burst, self.left + (tick - self.tick) * rate.replenish)
        self.tick = tick
        if self.left < 1 - _EPSILON:
            return False
        self.left -= 1
        return True


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the call is allowed, and the X-Ratelimit headers that its answer carries."""

    allowed: bool
    headers: Mapping[str, str]


class Quota:
    """Both limits count a call; a call that one of them refuses is refused."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def take(self, api: Api, client_id: str, switches: Switches, tick: float) -> Verdict:
        """Count a call at that tick (seconds)."""
        rates = switches.rates
        own = rates.get(api.key) or rates.get("*") or api.rate
        limits = {"Clientidlimiter": (client_id, own), "Defaultlimiter": ("", switches.default_rate)}
        allowed, headers = True, dict[str, str]()
        for name, (owner, rate) in limits.items():
            bucket = self._buckets.setdefault((owner, api.key), Bucket(rate.burst, tick))
            allowed = bucket.take(rate, tick) and allowed
            headers |= _describe(name, rate, bucket)
        return Verdict(allowed, headers)


def _describe(name: str, rate: Rate, bucket: Bucket) -> dict[str, str]:
    return {
        f"X-Ratelimit-Burst-Capacity-{name}": str(rate.burst),
        f"X-Ratelimit-Remaining-{name}": str(floor(bucket.left)),
        f"X-Ratelimit-Replenish-Rate-{name}": f"{rate.replenish:g}",
        f"X-Ratelimit-Requested-Tokens-{name}": "1",
    }
