"""Files as INSEE publishes the BPE, of any size, always the same for the same arguments.

One row per equipment, a handful to half a million rows per type, the more people the more equipment;
Paris, Lyon and Marseille by arrondissement; collectivities overseas (975, 977, 978) among the rows.
"""

import random
import zipfile
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Literal, TextIO

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
COLLECTIVITIES = ("97502", "97701", "97801")
_CHUNK = 50_000


def write_bpe(  # noqa: PLR0913 - what differs between the published files
    path: Path,
    rows: int,
    populations: Mapping[str, int],
    *,
    vintage: Vintage = "2025",
    types: tuple[str, ...] | None = None,
    seed: int = 2025,
    quoted: bool = True,
) -> Path:
    """`path` (.csv, or .zip with the label file that INSEE adds); `populations`: people per DEPCOM."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(f"varmod_{path.stem}.csv", "COD_VAR;COD_MOD;LIB_MOD\nTYPEQU;A504;RESTAURANT\n")
            with archive.open(f"{path.stem}.csv", "w", force_zip64=True) as member:
                for chunk in _chunks(rows, populations, vintage, types or TYPES[vintage], seed, quoted):
                    member.write(chunk.encode())
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        _write(file, _chunks(rows, populations, vintage, types or TYPES[vintage], seed, quoted))
    return path


def _write(file: TextIO, chunks: Iterator[str]) -> None:
    for chunk in chunks:
        file.write(chunk)


def _chunks(  # noqa: PLR0913
    rows: int,
    populations: Mapping[str, int],
    vintage: Vintage,
    types: tuple[str, ...],
    seed: int,
    quoted: bool,
) -> Iterator[str]:
    randomness = random.Random(seed)
    codes = [*populations, *COLLECTIVITIES]
    by_people = list(accumulate([*populations.values(), *(2_000 for _ in COLLECTIVITIES)]))
    by_rank = list(accumulate(1 / rank for rank in range(1, len(types) + 1)))
    separator = '";"' if quoted else ";"
    edge = '"' if quoted else ""
    columns = COLUMNS[vintage]
    yield f"{edge}{separator.join(columns)}{edge}\n"
    for start in range(0, rows, _CHUNK):
        size = min(_CHUNK, rows - start)
        pairs = zip(
            randomness.choices(codes, cum_weights=by_people, k=size),
            randomness.choices(types, cum_weights=by_rank, k=size),
            strict=True,
        )
        template = f"{edge}{separator.join(map(_cell, columns))}{edge}\n"
        yield "".join(
            template % {"code": code, "dep": code[:2], "type": typequ, "n": start + rank, "an": vintage[:4]}
            for rank, (code, typequ) in enumerate(pairs)
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
        "NOMRS": "ÉTABLISSEMENT %(n)s",
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
