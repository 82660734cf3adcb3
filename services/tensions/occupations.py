"""The occupations of the ROME, and which of them the figures are about."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from services.tensions.queries.index import OccupationRow


@dataclass(frozen=True, slots=True)
class Occupation:
    """`parent`: the code of the classic ROME that a newer one comes from (itself when it is classic).

    `tension_rome`: the code whose tensions apply, its own or else its parent's; None when neither has any.
    """

    code_rome: str
    label: str
    parent: str | None
    tension_rome: str | None

    @property
    def family(self) -> str:
        return self.code_rome[0]

    @property
    def domain(self) -> str:
        return self.code_rome[:3]

    def bearer(self, codes: Collection[str]) -> str | None:
        """Which of the two codes is among `codes`, its own first."""
        return next((code for code in (self.code_rome, self.parent) if code in codes), None)


def build_occupations(
    rows: Iterable[OccupationRow], with_tension: Collection[str]
) -> Mapping[str, Occupation]:
    """By code, in the order of codes."""
    occupations = {}
    for row in sorted(rows):
        occupation = Occupation(row.code_rome, row.label, row.parent, None)
        tension_rome = occupation.bearer(with_tension)
        occupations[row.code_rome] = Occupation(row.code_rome, row.label, row.parent, tension_rome)
    return occupations
