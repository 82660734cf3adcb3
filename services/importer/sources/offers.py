"""Offers per occupation, from a drop of the data lake (`YYYYMMDD_mv_villes_offre_full.csv.bz2`).

Two forms: per commune, with a quoted header, or per bassin d'emploi, with none (code, name, ROME, offers,
date). Columns used: the code of the place, the ROME code, the number of offers, the date of the drop.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from services.importer.dataset import Dataset, RefusedFileError
from services.importer.figures import read_figures
from services.importer.keys import is_new
from services.importer.places import bassin_code, city_of, current_commune
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.sources.offer_layout import ROME, find_layout
from services.importer.tables import read_table
from shared.events.rows import Offers, Row

_COLUMNS = {"place": ("place",), "code_rome": ("code_rome",), "offers": ("offers",), "date": ("date",)}
_MOST_OFFERS = 1_000_000
# Saint-Pierre-et-Miquelon among the bassins, as 975 is among the departements
_BASSIN_OVERSEAS = "05"

# text of the file, line -> the code that the offers count for, None when the row is rejected
PlaceOf = Callable[[str, int], str | None]


def read_offers(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """Offers per place and occupation; arrondissements and merged communes are summed into one."""
    levels: dict[str, Path] = {}
    for path in paths:
        layout = find_layout(path)
        if layout.level in levels:
            raise RefusedFileError(
                f"{levels[layout.level].name} and {path.name} are both per {layout.level}: give one"
            )
        levels[layout.level] = path
        place_of: PlaceOf = (
            partial(_commune, path.name, report, reference)
            if layout.level == "commune"
            else partial(_bassin, path.name, report)
        )
        for (code, code_rome), offers in _add_up(path, layout.header, place_of, report).items():
            yield Offers(level=layout.level, code=code, code_rome=code_rome, offers=offers)


def _add_up(path: Path, header: Sequence[str], place_of: PlaceOf, report: Report) -> Counter[tuple[str, str]]:
    totals: Counter[tuple[str, str]] = Counter()
    seen: set[Hashable] = set()
    for line, cells in read_table(path, report, columns=_COLUMNS, header=header, delimiter=";"):
        if line == 1 and not any(char.isdigit() for char in cells["offers"]):
            continue
        offers = _offers(cells, report, path.name, line)
        code = None if offers is None else place_of(cells["place"], line)
        key = cells["place"], cells["code_rome"]
        if code and offers is not None and is_new(key, seen, report, path.name, line):
            totals[code, cells["code_rome"]] += offers
            report.vintage = max(report.vintage, cells["date"][:10])
    return totals


def _offers(cells: Mapping[str, str], report: Report, file: str, line: int) -> int | None:
    """The number of a row that has a ROME code and a plausible number."""
    if not ROME.fullmatch(cells["code_rome"]):
        report.reject(file, line, "no ROME code", cells["code_rome"][:40])
        return None
    figures = read_figures(cells, ("offers",), report, file, line)
    if figures is None:
        return None
    offers = figures["offers"]
    if offers is None or not offers.is_integer() or not 0 <= offers <= _MOST_OFFERS:
        report.reject(file, line, "no plausible number of offers", cells["offers"][:40])
        return None
    return int(offers)


def _commune(file: str, report: Report, reference: Reference, text: str, line: int) -> str | None:
    code = current_commune(text, reference, report, file, line)
    return city_of(code, reference, report) if code else None


def _bassin(file: str, report: Report, text: str, line: int) -> str | None:
    code = bassin_code(text, report, file, line)
    if code and code.startswith(_BASSIN_OVERSEAS):
        report.reject(file, line, "overseas collectivity", code)
        return None
    return code


DATASETS = (
    Dataset(
        name="offers",
        title="Offres d'emploi par métier et par commune ou bassin d'emploi",
        producer="France Travail",
        licence="Licence Ouverte 2.0",
        page="https://www.francetravail.org/opendata/",
        read=read_offers,
        minimum_rows=10_000,
        aliases=("offres", "jobOffers"),
        patterns=(
            "*villes_offre*.csv.bz2",
            "*villes_offre*.csv",
            "*bassin_offre*.bz2",
            "*bassin_offre*.csv",
        ),
    ),
)
