"""The communes that exist, from the bundled file: what other files' codes are checked and mapped against."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

BUNDLED = Path(__file__).resolve().parents[2] / "bundled"


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """`parent` is the city of an arrondissement; population in people."""

    code_insee: str
    name: str
    departement: str
    region: str
    population: int | None
    parent: str | None


@dataclass(frozen=True)
class Reference:
    """Current communes by code, and the successor of each former code."""

    communes: Mapping[str, CommuneFacts]
    successors: Mapping[str, str]

    def current_code(self, code: str) -> str | None:
        """The code itself when current, its successor's when merged, None when unknown."""
        return code if code in self.communes else self.successors.get(code)

    def city_code(self, code: str) -> str | None:
        """As current_code, and the arrondissements of Paris, Lyon and Marseille give their city."""
        current = self.current_code(code)
        return self.communes[current].parent or current if current else None

    @cached_property
    def region_of_departement(self) -> Mapping[str, str]:
        return {commune.departement: commune.region for commune in self.communes.values()}


def load_reference(folder: Path = BUNDLED) -> Reference:
    """Read bundled/communes.csv (source and vintage: bundled/README.md)."""
    communes: dict[str, CommuneFacts] = {}
    successors: dict[str, str] = {}
    with (folder / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code_insee"]
            population = int(row["population"]) if row["population"] else None
            communes[code] = CommuneFacts(
                code, row["name"], row["departement"], row["region"], population, row["parent"] or None
            )
            successors |= dict.fromkeys(row["former_codes"].split(), code)
    return Reference(communes, successors)
