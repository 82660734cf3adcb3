"""What is added to the columns when an answer is made: what an occupation changes in it, and photos."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.cities.columns.communes import Communes
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.photos import NO_PHOTOS, Photos
from services.cities.columns.tension_levels import Levels, best_levels
from services.cities.schemas.references import Notice
from shared.events.importer import Source

NO_TENSION_KNOWN = Notice(
    code="no-tension-known",
    message="Aucune tension n’est connue pour ce métier : les villes sont classées sans en tenir compte.",
)
TENSIONS_UNAVAILABLE = Notice(
    code="tensions-unavailable",
    message="Les tensions sont momentanément indisponibles : les villes sont classées sans en tenir compte.",
)
NO_POSITION_KNOWN = Notice(
    code="no-position-known",
    message="La position de cette commune n’est pas connue : ses voisines ne peuvent pas être cherchées.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Prospects:
    """`levels`: tension of each bassin, 0 when unknown, and a last 0 for communes without a bassin.

    `matrix` is where they come from, None without an occupation and while it is not known. `photos` are the
    same for every occupation.
    """

    occupations: Sequence[str]
    levels: Levels
    photos: Photos
    matrix: TensionMatrix | None = None
    notice: Notice | None = None

    @property
    def source(self) -> Source | None:
        """Where the tensions come from, if there are any."""
        return self.matrix.source if self.matrix else None

    @property
    def complete(self) -> bool:
        """Whether the answer would be the same a moment later."""
        return self.notice is not TENSIONS_UNAVAILABLE


def find_prospects(
    communes: Communes,
    matrix: TensionMatrix | None,
    occupations: Sequence[str],
    photos: Photos = NO_PHOTOS,
) -> Prospects:
    """The prospects of the occupations, best first among them; `matrix` is None while it is not known."""
    nothing = np.zeros(len(communes.bassins) + 1, dtype=np.int8)
    if not occupations:
        return Prospects((), nothing, photos)
    if matrix is None:
        return Prospects(occupations, nothing, photos, notice=TENSIONS_UNAVAILABLE)
    levels = best_levels(communes.bassins, matrix, occupations)
    return Prospects(occupations, levels, photos, matrix, None if levels.any() else NO_TENSION_KNOWN)
