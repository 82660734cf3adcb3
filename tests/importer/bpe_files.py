"""Files as INSEE publishes the BPE, of any size, always the same for the same arguments.

One row per equipment, a handful to half a million rows per type, the more people the more equipment;
Paris, Lyon and Marseille by arrondissement; collectivities overseas (975, 977, 978) among the rows.
"""

import random
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal

Vintage = Literal["2021", "2021-aggregated", "2025"]

COLUMNS: dict[Vintage, tuple[str, ...]] = {
    "2021": (
        *("AN", "BV2012", "DEP", "DEPCOM", "DCIRIS", "DOM", "EPCI", "LAMBERT_X", "LAMBERT_Y"),
        *("QUALITE_XY", "REG", "SDOM", "TYPEQU", "UU2020"),
    ),
    "2021-aggregated": ("AN", "DEP", "DEPCOM", "DCIRIS", "EPCI", "NB_EQUIP", "REG", "TYPEQU"),
    "2025": (
        *("NOMRS", "CNOMRS", "NUMVOIE", "TYPVOIE", "LIBVOIE", "CADR", "CODPOS", "LIBCOM", "DEPCOM", "DEP"),
        *("REG", "EPCI", "DOM", "SDOM", "TYPEQU", "LAMBERT_X", "LAMBERT_Y", "EPSG", "LATITUDE", "LONGITUDE"),
        *("QUALITE_XY", "QUALITE_GEOLOC", "QP2024"),
    ),
}
TYPES: dict[Vintage, tuple[str, ...]] = {
    "2021": ("A504", "A501", "D201", "C101", "C104", "F121", "F113", "D307", "B203", "F306", "F309", "E107"),
    "2021-aggregated": ("A504", "A501", "D201", "C101", "C104", "D307"),
    "2025": ("A504", "A501", "D265", "C107", "C108", "F121", "F113", "D307", "B207", "F315", "F312", "E107"),
}
Drawn = list[tuple[str, str]]
COLLECTIVITIES = ("97502", "97701", "97801")
_CHUNK = 50_000


def write_bpe(
    path: Path,
    rows: int,
    populations: Mapping[str, int],
    *,
    vintage: Vintage = "2025",
    types: Sequence[str] = (),
    seed: int = 2025,
    quoted: bool = True,
) -> Path:
    """`path` (.csv, or .zip with the label file that INSEE adds); `populations`: people per DEPCOM."""
    chunks = _chunks(_draw(rows, populations, types or TYPES[vintage], seed), vintage, quoted=quoted)
    if path.suffix != ".zip":
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(chunks)
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(f"varmod_{path.stem}.csv", "COD_VAR;COD_MOD;LIB_MOD\nTYPEQU;A504;RESTAURANT\n")
        with archive.open(f"{path.stem}.csv", "w", force_zip64=True) as member:
            member.writelines(map(str.encode, chunks))
    return path


def _draw(rows: int, populations: Mapping[str, int], types: Sequence[str], seed: int) -> Iterator[Drawn]:
    """Communes by their people, types by their rank, in lists of a bounded size."""
    randomness = random.Random(seed)
    codes = [*populations, *COLLECTIVITIES]
    by_people = list(accumulate([*populations.values(), *(2_000 for _ in COLLECTIVITIES)]))
    by_rank = list(accumulate(1 / rank for rank in range(1, len(types) + 1)))
    for start in range(0, rows, _CHUNK):
        size = min(_CHUNK, rows - start)
        drawn = randomness.choices(codes, cum_weights=by_people, k=size)
        yield list(zip(drawn, randomness.choices(types, cum_weights=by_rank, k=size), strict=True))


def _chunks(drawn: Iterator[Drawn], vintage: Vintage, *, quoted: bool) -> Iterator[str]:
    separator, edge = ('";"', '"') if quoted else (";", "")
    columns = COLUMNS[vintage]
    yield f"{edge}{separator.join(columns)}{edge}\n"
    template = f"{edge}{separator.join(map(_cell, columns))}{edge}\n"
    for pairs in drawn:
        yield "".join(
            template % {"code": code, "dep": code[:2], "type": typequ, "an": vintage[:4]}
            for code, typequ in pairs
        )


def _cell(column: str) -> str:
    cells = {
        "AN": "%(an)s",
        "DEP": "%(dep)s",
        "DEPCOM": "%(code)s",
        "DCIRIS": "%(code)s0101",
        "TYPEQU": "%(type)s",
        "DOM": "%(type).1s",
        "SDOM": "%(type).2s",
        "NB_EQUIP": "2",
        "NOMRS": "ÉTABLISSEMENT %(code)s",
        "NUMVOIE": "12",
        "TYPVOIE": "RUE",
        "LIBVOIE": "DE L'ÉGLISE",
        "LAMBERT_X": "652381.02",
        "LAMBERT_Y": "6862047.11",
        "EPSG": "2154",
        "LATITUDE": "48.853363",
        "LONGITUDE": "2.348394",
        "QUALITE_XY": "Bonne",
        "QP2024": "HZ",
    }
    return cells.get(column, "")
