"""The occupations (ROME) of the stand-in, with their titles (OGR), skills and the family they read like."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sandbox.francetravail.tables import read_own_json, read_own_rows
from sandbox.hashing import Draw
from sandbox.tables import read_rows

_EXECUTIVE = re.compile(
    r"^(Ingénieur|Directeur|Responsable|Médecin|Dentiste|Pharmacien|Vétérinaire|Architecte|Consultant"
    r"|Auditeur|Analyste|Juriste|Expert|Administrateur|Dirigeant|Cadre|Enseignant-chercheur"
    r"|Contrôleur / Contrôleuse de gestion)"
)
SMIC_EUROS_PER_MONTH = 1867.0
_DEFAULT_WEIGHT = 4.0


Spellings = list[tuple[str, list[str]]]


def fold(text: str) -> str:
    """Lower case, without accents."""
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().lower()


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and what it stands for."""

    code: str
    libelle: str


@dataclass(frozen=True)
class Family:
    """How the ads of a group of occupations read; `pay` is euros per month, gross, from and to."""

    prefix: str
    landscape: str
    pay: tuple[int, int]
    part_time: int
    licence: int
    contracts: Mapping[str, int]
    naf: tuple[str, ...]
    education: tuple[str, ...]
    employers: tuple[str, ...]
    missions: tuple[str, ...]
    profile: tuple[str, ...]
    competences: tuple[Coded, ...]


@dataclass(frozen=True)
class Occupation:
    """`weight` is how often it is wanted, relative to the others; `pay` is euros per month, gross."""

    code: str
    label: str
    family: Family
    family_position: int
    weight: float
    pay: float
    executive: bool
    titles: tuple[Coded, ...] = field(default=())
    skills: tuple[Coded, ...] = field(default=())


@dataclass(frozen=True)
class Occupations:
    rows: tuple[Occupation, ...]
    families: tuple[Family, ...]

    @cached_property
    def position(self) -> dict[str, int]:
        return {occupation.code: position for position, occupation in enumerate(self.rows)}

    @cached_property
    def title_position(self) -> dict[str, tuple[int, int]]:
        """The occupation and the place in its titles of each code OGR."""
        return {
            title.code: (position, rank)
            for position, occupation in enumerate(self.rows)
            for rank, title in enumerate(occupation.titles)
        }

    @cached_property
    def spellings(self) -> Spellings:
        """The label and the titles of each occupation, folded."""
        return [(fold(one.label), [fold(title.libelle) for title in one.titles]) for one in self.rows]

    def get(self, code_rome: str) -> Occupation | None:
        position = self.position.get(code_rome)
        return None if position is None else self.rows[position]


def read_occupations(folder: Path, seed: int) -> Occupations:
    """From bundled/ (occupations, titles, skills) and the stand-in's own families and frequencies."""
    families = read_families()
    titles = _group(folder / "titles.csv")
    skills = _group(folder / "skills.csv")
    weights = {row["code_rome"]: float(row["weight"]) for row in read_own_rows("frequencies")}
    occupations = []
    for row in read_rows(folder / "occupations.csv"):
        code, label = row["code_rome"], row["label"]
        family = _closest(families, code)
        executive = bool(_EXECUTIVE.match(label))
        occupations.append(
            Occupation(
                code=code,
                label=label,
                family=family,
                family_position=families.index(family),
                weight=weights.get(code, _DEFAULT_WEIGHT),
                pay=_usual_pay(seed, code, family, executive=executive),
                executive=executive,
                titles=tuple(titles.get(code, [Coded(f"9{code[1:]}", label)])),
                skills=tuple(skills.get(code, [])),
            )
        )
    return Occupations(tuple(occupations), families)


def read_families() -> tuple[Family, ...]:
    """From data/families.json."""
    return tuple(
        Family(
            **{
                **row,
                "pay": tuple(row["pay"]),
                "competences": tuple(Coded(**one) for one in row["competences"]),
                **{
                    name: tuple(row[name])
                    for name in ("naf", "education", "employers", "missions", "profile")
                },
            }
        )
        for row in read_own_json("families")
    )


def _group(path: Path) -> dict[str, list[Coded]]:
    found: dict[str, list[Coded]] = defaultdict(list)
    for row in read_rows(path):
        found[row["code_rome"]].append(Coded(row["code_ogr"], row["label"]))
    return found


def _closest(families: tuple[Family, ...], code_rome: str) -> Family:
    matching = [family for family in families if code_rome.startswith(family.prefix)]
    return max(matching, key=lambda family: len(family.prefix))


def _usual_pay(seed: int, code_rome: str, family: Family, *, executive: bool) -> float:
    low, high = family.pay
    pay = low + Draw(seed, "pay", code_rome).share() * (high - low)
    return max(SMIC_EUROS_PER_MONTH, pay * (1.5 if executive else 1.0))
