"""The ROME of France Travail: occupations, their everyday titles, the skills that they ask for.

Columns used: code_rome, libelle_rome (XML: libelle), code_rome_parent (since ROME 4.0) for occupations;
code_ogr, code_rome, libelle_appellation_long for titles; coherence_item (code_rome, code_ogr) joined to
referentiel_competence (code_ogr, libelle_competence, libelle_type_competence) for skills.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

from services.importer.dataset import Dataset, Download, RefusedFileError
from services.importer.keys import unique_rows
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.sources.rome_files import Records, plain_apostrophes, read_records, version_of
from shared.events.rows import Occupation, Row, Skill, Title

_OCCUPATIONS = {
    "code_rome": ("code_rome",),
    "label": ("libelle_rome", "libelle", "label"),
    "parent": ("code_rome_parent", "parent"),
}
_TITLES = {
    "code_ogr": ("code_ogr",),
    "code_rome": ("code_rome",),
    "label": ("libelle_appellation_long", "libelle", "label"),
}
_LINKS = {"code_rome": ("code_rome",), "code_ogr": ("code_ogr",)}
_COMPETENCES = {
    "code_ogr": ("code_ogr",),
    "label": ("libelle_competence", "libelle", "label"),
    "kind": ("libelle_type_competence", "kind"),
}
_KINDS = {"SAVOIRS THEORIQUES ET PROCEDURAUX": "Savoirs théoriques et procéduraux"}
_NO_LABEL = "no competence has this code (activities are in another file)"


def read_occupations(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """1,584 codes since ROME 4.0; 532 before, then without parent."""
    path = _only(paths)
    report.vintage = version_of(path)
    records = read_records(
        path, report, _OCCUPATIONS, member="*referentiel_code_rome_v*", required=("code_rome", "label")
    )
    occupations = ((line, {**row, "parent": row["parent"] or None}) for line, row in _plain(records, report))
    yield from unique_rows(Occupation, attrgetter("code_rome"), occupations, report, path.name)


def read_titles(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """Job titles (appellations), in the long form that names both genders."""
    path = _only(paths)
    report.vintage = version_of(path)
    records = read_records(
        path, report, _TITLES, member="*referentiel_appellation_v*", required=tuple(_TITLES)
    )
    yield from unique_rows(Title, attrgetter("code_ogr"), _plain(records, report), report, path.name)


def read_skills(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """The skills that have a label, from two CSV files, the zip that has both, or one joined CSV."""
    links, competences = _link_files(paths)
    report.vintage = version_of(links)
    if competences is None:
        columns = _LINKS | _COMPETENCES
        skills = _plain(read_records(links, report, columns, member="*", required=tuple(columns)), report)
    else:
        labels = _read_competences(competences, report)
        pairs = read_records(links, report, _LINKS, member="*coherence_item_v*", required=tuple(_LINKS))
        skills = _labelled(pairs, labels, links.name, report)
    yield from unique_rows(Skill, attrgetter("code_rome", "code_ogr"), skills, report, links.name)


def _plain(records: Records, report: Report) -> Records:
    for line, record in records:
        yield line, record | {"label": plain_apostrophes(record["label"], report)}


def _labelled(pairs: Records, labels: dict[str, dict[str, str]], file: str, report: Report) -> Records:
    for line, pair in pairs:
        competence = labels.get(pair["code_ogr"])
        if competence is None:
            report.reject(file, line, _NO_LABEL, pair["code_ogr"])
        else:
            yield line, pair | competence


def _read_competences(path: Path, report: Report) -> dict[str, dict[str, str]]:
    records = read_records(
        path, report, _COMPETENCES, member="*referentiel_competence_v*", required=tuple(_COMPETENCES)
    )
    return {
        record["code_ogr"]: {
            "label": record["label"],
            "kind": _KINDS.get(record["kind"], record["kind"].capitalize()),
        }
        for _, record in _plain(records, report)
    }


def _link_files(paths: Sequence[Path]) -> tuple[Path, Path | None]:
    """The newest coherence_item and the competences of its version; None when one CSV has both joined."""
    if len(paths) == 1:
        return paths[0], paths[0] if paths[0].suffix.lower() == ".zip" else None
    links = {version_of(path): path for path in paths if "coherence_item" in path.name}
    competences = {version_of(path): path for path in paths if "referentiel_competence" in path.name}
    if not (both := links.keys() & competences.keys()):
        raise RefusedFileError(
            "expected unix_coherence_item_vNNN and unix_referentiel_competence_vNNN of one version, "
            f"found {', '.join(path.name for path in paths)}"
        )
    return links[max(both)], competences[max(both)]


def _only(paths: Sequence[Path]) -> Path:
    if len(paths) != 1:
        raise RefusedFileError(f"expected one file, found {', '.join(path.name for path in paths) or 'none'}")
    return paths[0]


_rome = partial(
    Dataset,
    producer="France Travail",
    licence="Licence Ouverte 2.0",
    page="https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html",
    downloads=(
        Download("https://api.francetravail.fr/api-nomenclatureemploi/v1/open-data/csv", "rome-csv.zip"),
    ),
)

DATASETS = (
    _rome(
        name="occupations",
        title="Métiers du ROME",
        read=read_occupations,
        minimum_rows=150,
        aliases=("rome", "romeCodes"),
        patterns=(
            "unix_referentiel_code_rome_v*.csv",
            "unix_referentiel_code_rome_v*.xml",
            "unix_referentiel_code_rome_v*.json",
        ),
        bundled="occupations.csv",
    ),
    _rome(
        name="titles",
        title="Appellations du ROME",
        read=read_titles,
        minimum_rows=1_000,
        aliases=("rome-titles", "romeOgrs"),
        patterns=("unix_referentiel_appellation_v*.csv", "unix_referentiel_appellation_v*.json"),
        bundled="titles.csv",
        proxied=Download("/internal/rome/titles", "rome-titles.json"),
    ),
    _rome(
        name="skills",
        title="Compétences du ROME",
        read=read_skills,
        minimum_rows=500,
        aliases=("romeSkills",),
        # coherence_item and referentiel_competence
        patterns=("unix_*_[ic]?[em][mp]*_v*.csv",),
        newest_only=False,
        bundled="skills.csv",
        proxied=Download("/internal/rome/skills", "rome-skills.json"),
    ),
)
