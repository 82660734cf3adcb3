"""What is asked: each public operation, by one address, by 200 in turn, by addresses never asked before."""

import csv
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from tests.load.bench.wrk import Request
from tests.system.stack import ROOT

VARIED = 200
_PER_RUN = 15_000  # more than can be answered in one run
_WEIGHTS = ("jobs:3,rent:2,sea:1", "rent:3,size:-2", "jobs:5,climate:2", "sea:4,jobs:2")


@dataclass(frozen=True, slots=True)
class Operation:
    """`requests` in the order they are asked: the first is the one that is repeated. `target`: it has one."""

    name: str
    service: str
    requests: Sequence[Request]
    target: bool = False

    @property
    def repeated(self) -> Sequence[Request]:
        return self.requests[:1]

    @property
    def varied(self) -> Sequence[Request]:
        """Those that take turns; none when there is one address only."""
        return self.requests[:VARIED] if len(self.requests) > 1 else ()

    def never_asked(self, run: int) -> Sequence[Request]:
        """Those of the run with this number; none when there are not enough different ones."""
        start = VARIED + run * _PER_RUN
        part = self.requests[start : start + _PER_RUN]
        return part if len(part) == _PER_RUN else ()


@cache
def list_operations() -> tuple[Operation, ...]:
    """All that are measured; the same ones each time."""
    return (*_cities(), *_tensions(), *_others(), *_legacy())


def _cities() -> Iterator[Operation]:
    romes, towns = _column("occupations", "code_rome"), _towns()
    sorts, environments = ("tension", "population", "name", "sea"), ("sea", "mountain", "countryside")
    yield _shuffled(
        "search by occupation",
        "/api/v1/cities?rome={}&sort={}&page={}",
        (romes, sorts, range(1, 31)),
        first=("J1501", "tension", 1),
        target=True,
    )
    yield _shuffled(
        "search, filters and facets",
        "/api/v1/cities?rome={}&environment={}&page={}&facets=environment,size,region",
        (romes, environments, range(1, 31)),
        first=("J1501", "sea", 1),
    )
    yield _shuffled(
        "search by weights",
        "/api/v1/cities?rome={}&sort=match&weights={}&page={}",
        (romes, _WEIGHTS, range(1, 31)),
        first=("J1501", _WEIGHTS[0], 1),
    )
    words = sorted({quote(name[:length].lower()) for _, name in towns for length in range(2, 12)})
    yield _shuffled("suggest", "/api/v1/suggest?q={}", (words,), first=("saint-",), target=True)
    codes = [code for code, _ in towns]
    yield _shuffled("town sheet", "/api/v1/cities/{}", (codes,), first=("59350",), target=True)
    pairs = [f"{one}&code={other}" for one, other in itertools.pairwise(codes)]
    yield _shuffled(
        "compare two towns", "/api/v1/cities/compare?code={}", (pairs,), first=("59350&code=69123",)
    )
    yield _shuffled("similar towns", "/api/v1/cities/{}/similar", (codes,), first=("59350",))
    yield _shuffled("nearby towns", "/api/v1/cities/{}/nearby", (codes,), first=("59350",))
    yield _shuffled("rates by region", "/api/v1/criteria/regions?rome={}", (romes,), first=("J1501",))
    yield _shuffled(
        "departement", "/api/v1/departements/{}", (_column("departements", "code"),), first=("59",)
    )
    yield _shuffled("region", "/api/v1/regions/{}", (_column("regions", "code"),), first=("32",))
    yield Operation("helps", "cities", (Request("/api/v1/helps"),))
    yield Operation("outlines of departements", "cities", (Request("/api/v1/outlines/departements"),))


def _tensions() -> Iterator[Operation]:
    romes = _column("occupations", "code_rome")
    titles = sorted(
        {quote(one[:length].lower()) for one in _column("titles", "label") for length in range(3, 14)}
    )
    service = "tensions"
    yield Operation("occupations", service, (Request("/api/v1/occupations"),))
    yield _shuffled(
        "suggest occupations",
        "/api/v1/occupations/suggest?q={}",
        (titles,),
        first=("boulan",),
        service=service,
    )
    yield _shuffled("occupation", "/api/v1/occupations/{}", (romes,), first=("J1501",), service=service)
    yield _shuffled(
        "tensions of an occupation",
        "/api/v1/occupations/{}/tensions",
        (romes,),
        first=("J1501",),
        service=service,
    )
    departements = _column("departements", "code")
    yield _shuffled(
        "most wanted occupations",
        "/api/v1/tensions/top?departement={}&limit={}",
        (departements, range(1, 101)),
        first=("59", 10),
        service=service,
    )


def _others() -> Iterator[Operation]:
    """Offers that the proxy has; portraits that have been read."""
    yield Operation("offers", "jobs", (Request("/api/v1/offers?rome=J1501&city=59350"),))
    yield Operation("labour market", "jobs", (Request("/api/v1/labour-market?rome=J1501&city=59350"),))
    yield Operation("portrait", "enrichment", (Request("/api/v1/portraits/communes/59350"),))
    yield Operation("photo", "enrichment", (Request("/api/v1/portraits/communes/59350/image"),))


def _legacy() -> Iterator[Operation]:
    search = {"codeRome": ["J1501"], "codeRegion": [], "codeCity": [], "codeEnvironment": [], "index": 0}
    yield Operation("first front: search", "legacy", (Request("/api/cities/search", json.dumps(search)),))
    typed = json.dumps({"query": "saint"})
    yield Operation("first front: suggest", "legacy", (Request("/api/cities/autocomplete", typed),))
    yield Operation("first front: town", "legacy", (Request("/api/cities/load/59350"),))
    yield Operation("first front: regions", "legacy", (Request("/api/region"),))


def _shuffled(
    name: str,
    path: str,
    parts: tuple[Sequence[object], ...],
    *,
    first: tuple[object, ...],
    target: bool = False,
    service: str = "cities",
) -> Operation:
    """Every combination of the parts, in an order that is always the same."""
    others = [combined for combined in itertools.product(*parts) if combined != first]
    random.Random(1).shuffle(others)
    requests = [Request(path.format(*combined)) for combined in (first, *others)]
    return Operation(name, service, requests, target)


def _towns() -> list[tuple[str, str]]:
    """Code and name; boroughs are not towns."""
    rows = _rows("communes")
    return [(row["code_insee"], row["name"]) for row in rows if row["kind"] == "commune"]


def _column(file: str, name: str) -> list[str]:
    return [row[name] for row in _rows(file)]


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "bundled" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
