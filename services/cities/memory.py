"""What a request finds in memory: one value of each kind for its whole length."""

from dataclasses import dataclass

from services.cities.atlas import Atlas
from services.cities.columns import Communes
from services.cities.matrix import TensionMatrix
from services.cities.schemas.references import SourceRef, source_ref


@dataclass(frozen=True, slots=True)
class Memory:
    """`tensions` is None while no matrix was ever obtained."""

    communes: Communes
    atlas: Atlas
    tensions: TensionMatrix | None

    @property
    def tension_sources(self) -> dict[str, SourceRef]:
        """Where the matrix comes from."""
        source = self.tensions.source if self.tensions else None
        return {"tensions": source_ref("tensions", source)} if source else {}
