"""What a request finds in memory: one value of each kind for its whole length."""

from dataclasses import dataclass

from services.cities.columns.communes import Communes
from services.cities.columns.living import Living
from services.cities.columns.matrix import TensionMatrix
from services.cities.credits import tension_sources
from services.cities.sheets.atlas import Atlas
from shared.events.importer import SourceRef


@dataclass(frozen=True, slots=True)
class Memory:
    """`tensions` is None while no matrix was ever obtained, `living` while it was never read."""

    communes: Communes
    atlas: Atlas
    tensions: TensionMatrix | None
    living: Living | None

    @property
    def tension_sources(self) -> dict[str, SourceRef]:
        """Where the matrix comes from."""
        return tension_sources(self.tensions.source if self.tensions else None)
