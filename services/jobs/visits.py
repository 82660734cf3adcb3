"""One visitor's request: whatever is fetched for it shares one deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.resources import Fetched, Request, Resource

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """What clients fetch through."""

    proxy: Proxy
    patience: Patience

    async def fetch(self, resource: Resource[T], request: Request) -> Fetched[T]:
        """From the cache or from upstream; a ServiceError when there is nothing that may be shown."""
        return await self.proxy.fetch(resource, request, patience=self.patience)

    def briefly(self) -> "Visit":
        """For what the answer can do without: a third of the time that is left."""
        return Visit(self.proxy, Patience(self.patience.remaining() / 3, self.patience.urgency))

    def renew(self, resource: Resource[Any], request: Request) -> None:
        """Ask for it in the background, so that it is there when it is asked for again."""
        self.proxy.renew(resource, request)


def begin_visit(proxy: Proxy, urgency: Urgency = Urgency.VISITOR) -> Visit:
    """The deadline counts from now."""
    return Visit(proxy, proxy.patience(urgency))


def freshness(parts: Sequence[Fetched[Any]]) -> dict[str, Any]:
    """`stale` and `age_seconds` of an answer made of these parts."""
    return {
        "stale": any(part.stale for part in parts),
        "age_seconds": max((part.age_seconds for part in parts), default=0),
    }
