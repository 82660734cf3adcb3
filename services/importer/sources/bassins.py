"""Commune -> bassin d'emploi. The original's lexique is of 2019: communes have merged and split since."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from services.importer.dataset import Dataset
from services.importer.keys import DUPLICATE
from services.importer.places import LEADING_ZERO, MERGED
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from services.importer.values import code_insee, valid_row
from shared.events.rows import BassinCommune, Row

_COLUMNS = {
    "code_insee": ("CODE_COMMUNE_INSEE", "code_insee"),
    "bassin": ("BE19", "bassin"),
    "name": ("NOMBE19", "bassin_name"),
}

# Communes re-created after the lexique was drawn up -> the one that they left, whose bassin they take.
SPLIT_FROM: Mapping[str, str] = {
    "14666": "14712",  # Sannerville left Saline in 2020
    "15031": "15141",  # Celles, Chalinargues, Chavagnac and Sainte-Anastasie left Neussargues en Pinatelle
    "15035": "15141",  # in 2025
    "15047": "15141",
    "15171": "15141",
    "85165": "85084",  # L'Oie and Sainte-Florence left Essarts en Bocage in 2024
    "85212": "85084",
}


@dataclass(slots=True)
class _Votes:
    """The bassins that a file gives to today's commune: under its own code, under codes merged into it."""

    line: int
    own: str | None = None
    merged: Counter[str] = field(default_factory=Counter)

    @property
    def chosen(self) -> str:
        """The seat's, whose code the commune keeps; without it the most frequent, then the lowest code."""
        return self.own or min(self.merged, key=lambda bassin: (-self.merged[bassin], bassin))


def read_bassins(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """One row per commune of today, however its ancestors were spread over bassins."""
    for path in paths:
        votes: dict[str, _Votes] = {}
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for line, record in _usable(path, report, reference):
            names[record["bassin"]][record["name"]] += 1
            _count(votes.setdefault(record["current"], _Votes(line)), record, report, (path.name, line))
        _add_split(votes, report)
        spelled = {bassin: _spell(spellings, report) for bassin, spellings in names.items()}
        report.vintage = "" if any(bassin.startswith("X") for bassin in names) else "2019"
        yield from _rows(votes, spelled, path.name, report, reference)


def _usable(path: Path, report: Report, reference: Reference) -> Iterator[tuple[int, dict[str, str]]]:
    """The records with their codes whole, and today's commune as `current`."""
    for line, record in read_table(path, report, columns=_COLUMNS):
        code = code_insee(record["code_insee"])
        current = reference.city_code(code) if code else None
        if code is None or current is None:
            report.reject(path.name, line, "unknown commune", record["code_insee"])
        elif not record["bassin"] or not record["name"]:
            report.reject(path.name, line, "no bassin", record["code_insee"])
        else:
            if len(record["code_insee"]) < 5 or len(record["bassin"]) < 4:
                report.repair(LEADING_ZERO)
            bassin = record["bassin"].zfill(4)
            yield line, {"code": code, "current": current, "bassin": bassin, "name": record["name"]}


def _count(votes: _Votes, record: Mapping[str, str], report: Report, place: tuple[str, int]) -> None:
    if record["code"] != record["current"]:
        report.repair(MERGED)
        votes.merged[record["bassin"]] += 1
    elif votes.own is None:
        votes.own = record["bassin"]
    else:
        report.reject(*place, DUPLICATE, record["code"])


def _add_split(votes: dict[str, _Votes], report: Report) -> None:
    for code, left in SPLIT_FROM.items():
        if code not in votes and left in votes:
            report.repair("re-created commune given the bassin of the commune that it left")
            votes[code] = _Votes(votes[left].line, votes[left].chosen)


def _spell(spellings: Counter[str], report: Report) -> str:
    """The most frequent spelling of a bassin's name."""
    if len(spellings) > 1:
        report.repair("bassin spelled in two ways")
    return min(spellings, key=lambda name: (-spellings[name], name))


def _rows(
    votes: Mapping[str, _Votes],
    names: Mapping[str, str],
    file: str,
    report: Report,
    reference: Reference,
) -> Iterator[Row]:
    for code, vote in sorted(votes.items()):
        if len({vote.own, *vote.merged} - {None}) > 1:
            report.repair("merged communes of several bassins")
        if vote.own is None:
            report.repair("commune without line of its own given the bassin of its ancestors")
        commune = reference.communes[code]
        values = {
            "code_insee": code,
            "bassin": vote.chosen,
            "bassin_name": names[vote.chosen],
            "departement": commune.departement,
            "region": commune.region,
            "population": commune.population,
        }
        if row := valid_row(BassinCommune, values, report, file, vote.line):
            yield row


DATASETS = (
    Dataset(
        name="bassins",
        title="Bassins d’emploi des communes (BE19)",
        producer="France Travail",
        licence="Licence Ouverte 2.0",
        page="https://www.francetravail.org/statistiques-analyses",
        read=read_bassins,
        minimum_rows=30_000,
        patterns=("lexique-bassins*.csv", "bassins.csv"),
        bundled="bassins.csv",
        bundled_sample=True,
    ),
)
