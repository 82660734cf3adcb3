"""What offers are drawn from, as arrays: per occupation, per family, and look-ups by a byte of chance."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.occupations import Coded, Family, Occupations
from sandbox.francetravail.tables import read_own_rows
from sandbox.hashing import Draw

Bytes = NDArray[np.uint8]

_NATURES: Mapping[str, Mapping[str, float]] = {
    "CDI": {"E1": 95, "E2": 2, "FS": 1, "CC": 1, "FU": 1},
    "CDD": {"E1": 84, "E2": 6, "FS": 3, "CU": 4, "FT": 2, "EE": 1},
    "DDI": {"I1": 100},
    "TTI": {"I1": 100},
    "CCE": {"NS": 100},
    "FRA": {"NS": 100},
    "LIB": {"NS": 100},
    "REP": {"NS": 100},
}
_EXPERIENCE = {1: 62, 2: 26, 3: 9, 0: 3}
_MONTHS = {1: 14, 2: 10, 3: 20, 4: 8, 6: 28, 9: 6, 12: 11, 18: 3}
_FULL_MINUTES = {2100: 78, 2340: 12, 2220: 6, 2400: 4}
_PART_MINUTES = {1440: 30, 1200: 22, 1800: 20, 600: 14, 900: 14}
_QUALIFICATIONS = {0: 61, 6: 16, 5: 6, 7: 6, 3: 4, 2: 2, 8: 2, 4: 1, 1: 2}
_PAY = {2: 40, 4: 26, 3: 13, 1: 6, 0: 14, 5: 1}
_OPTIONAL = {"naf", "education", "licences"}
_PARTNER_PAY = {3: 22, 2: 14, 0: 58, 1: 6}


@dataclass(frozen=True)
class Traits:
    """The tables (contracts, natures…) give positions their codes.

    Per occupation: family, titles (how many), executive, pay_euros per month, scarcity. Per family and byte:
    contracts, naf, education, licences, hours. Per byte: the others.
    """

    contract_table: tuple[Coded, ...]
    nature_table: tuple[Coded, ...]
    naf_table: tuple[Coded, ...]
    education_table: tuple[Coded, ...]
    licence_table: tuple[Coded, ...]
    country_table: tuple[Coded, ...]
    family: Bytes
    titles: Bytes
    executive: NDArray[np.bool_]
    pay_euros: NDArray[np.float64]
    scarcity: Bytes
    contracts: Bytes
    natures: Bytes
    temporary: NDArray[np.bool_]
    naf: Bytes
    education: Bytes
    licences: Bytes
    hours: Bytes
    experience: Bytes
    requirement: Bytes
    qualifications: Bytes
    months: Bytes
    pay_kinds: Bytes
    full_minutes: NDArray[np.int64]
    part_minutes: NDArray[np.int64]
    countries: Bytes


def build_traits(seed: int, occupations: Occupations) -> Traits:
    """From the families and the stand-in's tables."""
    families, rows = occupations.families, occupations.rows
    tables = {
        name: read_coded(name)
        for name in ("contracts", "natures", "naf", "education", "licences", "countries")
    }
    experience = _lookup(_EXPERIENCE)
    return Traits(
        contract_table=tables["contracts"],
        nature_table=tables["natures"],
        naf_table=tables["naf"],
        education_table=tables["education"],
        licence_table=tables["licences"],
        country_table=tables["countries"],
        family=np.array([one.family_position for one in rows], dtype=np.uint8),
        titles=np.array([len(one.titles) for one in rows], dtype=np.uint8),
        executive=np.array([one.executive for one in rows]),
        pay_euros=np.array([one.pay for one in rows], dtype=np.float64),
        scarcity=np.array([Draw(seed, "scarcity", one.code).below(90) for one in rows], dtype=np.uint8),
        contracts=_by_family(families, tables["contracts"], lambda family: family.contracts),
        natures=_nature_lookups(tables["contracts"], tables["natures"]),
        temporary=np.array(
            [one.code not in {"CDI", "DIN", "LIB", "FRA", "CCE", "REP"} for one in tables["contracts"]]
        ),
        naf=_by_family(
            families,
            tables["naf"],
            lambda family: {"": 1.0, **dict.fromkeys(family.naf, 11 / len(family.naf))},
        ),
        education=_by_family(families, tables["education"], _education_weights),
        licences=_by_family(families, tables["licences"], _licence_weights),
        hours=np.stack([_lookup({0: 6, 1: 94 - one.part_time, 2: one.part_time}) for one in families]),
        experience=experience,
        requirement=np.select(
            [experience == 1, experience == 0], [0, 2], default=1 + (np.arange(256) % 4 > 0)
        ).astype(np.uint8),
        qualifications=_lookup(_QUALIFICATIONS),
        months=_lookup(_MONTHS),
        pay_kinds=np.stack([_lookup(_PAY), _lookup(_PARTNER_PAY)]),
        full_minutes=_spread(_FULL_MINUTES),
        part_minutes=_spread(_PART_MINUTES),
        countries=_lookup(
            {position: float(row["weight"]) for position, row in enumerate(read_own_rows("countries"))}
        ),
    )


def read_coded(name: str) -> tuple[Coded, ...]:
    """The codes and labels of data/<name>.csv, in order; the optional ones start with an empty entry."""
    rows = tuple(Coded(row["code"], row["libelle"]) for row in read_own_rows(name))
    return (Coded("", ""), *rows) if name in _OPTIONAL else rows


def _lookup(weights: Mapping[int, float]) -> Bytes:
    """256 entries that hold each key as often as it weighs."""
    return _spread(weights).astype(np.uint8)


def _spread(weights: Mapping[int, float]) -> NDArray[np.int64]:
    shares = np.array(list(weights.values()), dtype=np.float64)
    bounds = np.cumsum(shares) / shares.sum() * 256
    return np.array(list(weights), dtype=np.int64)[np.searchsorted(bounds, np.arange(256), side="right")]


def _by_family(
    families: Sequence[Family],
    table: Sequence[Coded],
    weights: Callable[[Family], Mapping[str, float]],
) -> Bytes:
    positions = {entry.code: position for position, entry in enumerate(table)}
    return np.stack(
        [_lookup({positions[code]: weight for code, weight in weights(one).items()}) for one in families]
    )


def _education_weights(family: Family) -> dict[str, float]:
    return {"": 60.0, **{code: 40 / len(family.education) for code in family.education}}


def _licence_weights(family: Family) -> dict[str, float]:
    licences = (
        {"C": 30.0, "CE": 20.0, "D": 25.0, "B": 25.0} if family.prefix == "N41" else {"B": 97.0, "BE": 3.0}
    )
    scaled = {code: weight * family.licence / 100 for code, weight in licences.items()}
    return {"": 100.0 - family.licence, **scaled}


def _nature_lookups(contracts: Sequence[Coded], natures: Sequence[Coded]) -> Bytes:
    positions = {entry.code: position for position, entry in enumerate(natures)}
    usual = {"E1": 100.0}
    return np.stack(
        [
            _lookup({positions[code]: weight for code, weight in _NATURES.get(one.code, usual).items()})
            for one in contracts
        ]
    )
