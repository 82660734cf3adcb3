"""Part "growth": what search and suggest cost with more places than France has.

`python -m tests.load.bench.growth PLACES` prints it for so many. They are invented from the words of the real
names, spread over as many departements and bassins as there are, each bassin in one departement.
"""

import csv
import gc
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from services.cities.columns.communes import Communes, build_communes
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.orders import Sort
from services.cities.columns.place_names import list_place_names
from services.cities.columns.prospects import find_prospects
from services.cities.search.answers import encode_credits, encode_object, encode_towns
from services.cities.search.selection import Filters, rank_towns, select_cells
from services.cities.search.suggest import Suggestions, build_suggestions
from shared.events.importer import Source
from tests.cities.town_rows import SOURCE, index_rows, place_rows, town
from tests.load.bench.report import rounded, table
from tests.system.stack import ROOT

SIZES = (35_000, 100_000, 350_000, 1_000_000)
QUICK_SIZES = (35_000, 100_000)
_DEPARTEMENTS, _REGIONS, _BASSINS, _OCCUPATIONS = 101, 18, 400, 532
_ASKED = 300
Row = dict[str, Any]


def measure_growth(sizes: Sequence[int], tell: Callable[[str], None]) -> str:
    """A table: one line per number of places, each from a process of its own."""
    rows = []
    for size in sizes:
        tell(f"{size:,} places")
        done = subprocess.run(
            [sys.executable, "-m", __spec__.name, str(size)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{size} places: {done.stderr.strip().splitlines()[-1]}")
        rows.append(_line(json.loads(done.stdout)))
    head = (
        *("places", "search: built in s", "µs a place", "bytes a place", "first page, p50 µs", "p99"),
        *("suggest: built in s", "µs a place", "bytes a place", "start of a name, p50 µs", "p99"),
        *("misspelt, p50 µs", "p99", "peak MB"),
    )
    return table(head, rows)


def _line(found: dict[str, Any]) -> Sequence[object]:
    cells: list[object] = [f"{found['places']:,}"]
    for kind, asked in (("search", ("page",)), ("suggest", ("start", "misspelt"))):
        seconds, size = found[kind]
        cells += [f"{seconds:.2f}", rounded(1e6 * seconds / found["places"]), rounded(size / found["places"])]
        cells += [rounded(1e6 * one) for name in asked for one in found[name]]
    return [*cells, f"{found['peak'] / 2**20:.0f}"]


def _measure(places: int) -> dict[str, Any]:
    rows = _invent(places)
    communes, *search = _built(lambda: build_communes(_index(rows)))
    suggestions, *suggest = _built(lambda: build_suggestions(list_place_names(_places(rows))))
    typed = _typed(rows)
    return {
        "places": places,
        "search": search,
        "page": _timed(_searching(communes), range(_ASKED)),
        "suggest": suggest,
        "start": _timed(_suggesting(suggestions), typed),
        "misspelt": _timed(_suggesting(suggestions), [_misspell(text) for text in typed]),
        "peak": _status("VmHWM"),
    }


def _invent(places: int) -> list[Row]:
    with (ROOT / "bundled" / "communes.csv").open(encoding="utf-8", newline="") as file:
        words = sorted({word for row in csv.DictReader(file) for word in row["name"].split("-") if word})
    chance = random.Random(1)
    return [
        town(
            f"{number:07d}",
            "-".join(chance.choices(words, k=chance.choice((1, 2, 2, 3)))),
            departement=f"{number % _BASSINS % _DEPARTEMENTS:03d}",
            region=f"{number % _BASSINS % _DEPARTEMENTS % _REGIONS:02d}",
            population=int(chance.paretovariate(0.9) * 100),
            postal_codes=[f"{number % 99_000:05d}"],
            latitude=chance.uniform(42, 51),
            longitude=chance.uniform(-4, 8),
            sea_distance_km=chance.uniform(0, 500),
            altitude_m=chance.uniform(0, 1500),
        )
        for number in range(places)
    ]


def _areas() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    regions = {f"{number:02d}": f"Région {number}" for number in range(_REGIONS)}
    codes = range(_DEPARTEMENTS)
    return regions, {f"{one:03d}": (f"Département {one}", f"{one % _REGIONS:02d}") for one in codes}


def _index(rows: list[Row]) -> Any:
    regions, departements = _areas()
    return index_rows(
        rows,
        bassins={row["code_insee"]: f"{int(row['code_insee']) % _BASSINS:04d}" for row in rows},
        rents={row["code_insee"]: 8 + int(row["code_insee"]) % 900 / 100 for row in rows},
        regions=regions,
        departements=departements,
    )


def _places(rows: list[Row]) -> Any:
    regions, departements = _areas()
    return place_rows(rows, regions=regions, departements=departements)


def _built(build: Callable[[], Any]) -> tuple[Any, float, int]:
    """What was built, its seconds, and the bytes that it keeps."""
    gc.collect()
    before, begun = _status("VmRSS"), time.perf_counter()
    gc.disable()  # as the services build: beside_requests
    value = build()
    seconds = time.perf_counter() - begun
    gc.enable()
    gc.collect()
    return value, seconds, _status("VmRSS") - before


def _searching(communes: Communes) -> Callable[[int], object]:
    """The first page for an occupation, encoded."""
    levels = np.random.default_rng(1).integers(0, 6, (_OCCUPATIONS, _BASSINS), dtype=np.int8)
    occupations = {f"A{number:04d}": number for number in range(_OCCUPATIONS)}
    bassins = {f"{number:04d}": number for number in range(_BASSINS)}
    matrix = TensionMatrix(occupations, bassins, levels, 2021, False, Source.model_validate(SOURCE))

    def search(number: int) -> bytes:
        prospects = find_prospects(communes, matrix, [f"A{number % _OCCUPATIONS:04d}"])
        selection = select_cells(communes.cells, communes.rent_m2, prospects.levels, Filters())
        towns = rank_towns(selection, communes.orders[Sort.TENSION], 0, 20)
        items = encode_towns(communes, prospects, towns)
        return encode_object({"items": items, **encode_credits(communes, prospects, None)})

    return search


def _suggesting(suggestions: Suggestions) -> Callable[[str], object]:
    return lambda text: suggestions.find(text, [], 10)


def _typed(rows: Sequence[Row]) -> list[str]:
    chance = random.Random(2)
    names = [row["name"] for row in chance.sample(rows, _ASKED)]
    return [name[: chance.randint(3, max(4, len(name) - 1))] for name in names]


def _misspell(text: str) -> str:
    """Two letters the other way round, and one that is in no such name."""
    return f"{text[0]}{text[2:3]}{text[1:2]}{text[3:]}w"


def _timed(act: Callable[[Any], object], asked: Sequence[Any]) -> tuple[float, float]:
    """Seconds of the middle and of the slowest hundredth, each asked for once."""
    seconds = []
    for one in asked:
        begun = time.perf_counter()
        act(one)
        seconds.append(time.perf_counter() - begun)
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49], cuts[98]


def _status(kind: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) * 1024


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
