"""The administrative units of France: INSEE's Code officiel géographique in the package of Etalab."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, TypeVar

from bundled.build.packages import read_npm_json

OVERSEAS_COLLECTIVITY = "com"  # Saint-Barthélemy, Polynesia…: outside metropolitan France and the five DROM


class Unit(TypedDict):
    """A region or a departement (then with its region)."""

    code: str
    nom: str
    zone: str
    region: NotRequired[str]


class Commune(Unit):
    """A commune, an arrondissement (`commune` is its city) or a part (`chefLieu` is its commune)."""

    type: str
    departement: str
    population: NotRequired[int]
    codesPostaux: NotRequired[list[str]]
    anciensCodes: NotRequired[list[str]]
    chefLieu: NotRequired[str]
    commune: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Decoupage:
    """Everything in the order of the codes. `parts` are the déléguées and associées communes."""

    communes: Sequence[Commune]
    arrondissements: Sequence[Commune]
    parts: Sequence[Commune]
    departements: Sequence[Unit]
    regions: Sequence[Unit]


def read_decoupage(archive: Path) -> Decoupage:
    """Metropolitan France and the five overseas departements."""
    units: list[Commune] = _in_france(read_npm_json(archive, "data/communes.json"))
    return Decoupage(
        communes=[unit for unit in units if unit["type"] == "commune-actuelle"],
        arrondissements=[unit for unit in units if unit["type"] == "arrondissement-municipal"],
        parts=[unit for unit in units if unit["type"] in {"commune-deleguee", "commune-associee"}],
        departements=_in_france(read_npm_json(archive, "data/departements.json")),
        regions=_in_france(read_npm_json(archive, "data/regions.json")),
    )


U = TypeVar("U", bound=Unit)


def _in_france(units: list[U]) -> list[U]:
    french = (unit for unit in units if unit["zone"] != OVERSEAS_COLLECTIVITY)
    return sorted(french, key=lambda unit: unit["code"])


def find_successors(communes: Sequence[Commune], parts: Sequence[Commune]) -> dict[str, str]:
    """The current code that each former code leads to.

    Two former communes changed hands (55273 Lamarche-en-Woëvre, 60455 La Neuville-Garnier): an earlier
    successor lists them among its `anciensCodes`, and they are a part of another commune today. Where
    they are part of today wins: that is where their inhabitants live.
    """
    current = {commune["code"] for commune in communes}
    successors = {
        former: commune["code"] for commune in communes for former in commune.get("anciensCodes", [])
    }
    successors |= {part["code"]: part["chefLieu"] for part in parts}
    return {former: code for former, code in sorted(successors.items()) if former not in current}
