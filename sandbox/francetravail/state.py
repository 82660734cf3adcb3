"""All that one running stand-in holds."""

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web

from sandbox.clock import Clock
from sandbox.failures import Failures
from sandbox.francetravail.calls import Calls
from sandbox.francetravail.offers.ads import Ads
from sandbox.francetravail.offers.filters import Market
from sandbox.francetravail.offers.stock import Stock
from sandbox.francetravail.quota import Quota
from sandbox.francetravail.settings import SandboxSettings
from sandbox.francetravail.switches import Switches
from sandbox.francetravail.tokens import Tokens
from sandbox.francetravail.world import World


@dataclass
class Sandbox:
    settings: SandboxSettings
    clock: Clock
    world: World
    stock: Stock
    ads: Ads
    switches: Switches
    tokens: Tokens = field(default_factory=Tokens)
    quota: Quota = field(default_factory=Quota)
    calls: Calls = field(default_factory=Calls)
    failures: Failures = field(default_factory=Failures)
    lead: timedelta = timedelta()

    def market(self) -> Market:
        """The offers of this moment, or of later by the lead that they have taken."""
        return Market(self.stock, self.stock.advance(self.clock.now() + self.lead), self.switches)

    def reset(self) -> None:
        """As it was when it started; tokens that were given out are no longer good."""
        self.switches = default_switches(self.settings)
        self.clock.reset()
        self.lead = timedelta()
        self.tokens, self.quota, self.calls, self.failures = Tokens(), Quota(), Calls(), Failures()


def default_switches(settings: SandboxSettings) -> Switches:
    return Switches(token_ttl=settings.token_ttl)


SANDBOX: web.AppKey[Sandbox] = web.AppKey("sandbox", Sandbox)
