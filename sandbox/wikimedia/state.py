"""All that one running stand-in holds."""

from dataclasses import dataclass, field

from aiohttp import web

from sandbox.clock import Clock
from sandbox.failures import Failures
from sandbox.wikimedia.calls import Calls
from sandbox.wikimedia.items import Items
from sandbox.wikimedia.limits import Limits
from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pages import Wiki
from sandbox.wikimedia.pictures.files import Files
from sandbox.wikimedia.places import Places, read_places
from sandbox.wikimedia.revisions import Revisions
from sandbox.wikimedia.settings import WikimediaSettings
from sandbox.wikimedia.sparql.budget import Budgets
from sandbox.wikimedia.switches import Switches, default_switches


@dataclass
class Sandbox:
    settings: WikimediaSettings
    clock: Clock
    wiki: Wiki
    switches: Switches
    calls: Calls = field(default_factory=Calls)
    limits: Limits = field(default_factory=Limits)
    budgets: Budgets = field(default_factory=Budgets)
    failures: Failures = field(default_factory=Failures)

    def reset(self) -> None:
        """As it was when it started."""
        self.clock.reset()
        self.switches = default_switches(self.settings)
        places, oddities = self.wiki.places, self.wiki.oddities
        self.wiki = create_wiki(self.settings, self.clock, places, oddities)
        self.calls, self.limits, self.budgets, self.failures = Calls(), Limits(), Budgets(), Failures()


def create_sandbox(settings: WikimediaSettings, clock: Clock) -> Sandbox:
    places = read_places(settings.data)
    oddities = Assignment(places, settings.seed)
    wiki = create_wiki(settings, clock, places, oddities)
    return Sandbox(settings=settings, clock=clock, wiki=wiki, switches=default_switches(settings))


def create_wiki(settings: WikimediaSettings, clock: Clock, places: Places, oddities: Assignment) -> Wiki:
    """The pages, items and files as nobody has edited them yet."""
    revisions = Revisions(clock, settings.seed, len(places.rows))
    files = Files(places, oddities, settings.seed)
    items = Items(places, oddities, files, revisions)
    return Wiki(places, oddities, files, revisions, items, settings.seed)


SANDBOX: web.AppKey[Sandbox] = web.AppKey("wikimedia", Sandbox)
