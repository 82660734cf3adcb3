"""Every dataset, in the order in which `import all` takes them, and the names that find them."""

from collections.abc import Mapping
from difflib import get_close_matches

from services.importer.dataset import Dataset
from services.importer.sources import (
    bassins,
    climate,
    communes,
    departements,
    equipment,
    helps,
    offers,
    outlines,
    pcs,
    prices,
    regions,
    rents,
    rome,
    sectors,
    social_housing,
    tensions,
    typical_rents,
    zoning,
)
from shared.events.rows import ROWS

_SOURCES = (
    *(regions, departements, communes, bassins, outlines),
    *(equipment, rents, typical_rents, prices, social_housing, zoning, climate, sectors, offers, helps),
    *(rome, pcs, tensions),
)
_BY_NAME = {dataset.name: dataset for source in _SOURCES for dataset in source.DATASETS}

DATASETS: tuple[Dataset, ...] = tuple(_BY_NAME[name] for name in ROWS)

# what the original stored and is computed here: name -> what an operator who asks for it is told
COMPUTED: Mapping[str, str] = {
    "regionsTensionsCriterions": "computed by cities from communes, bassins and tensions whenever one "
    "of them changes (GET /api/v1/criteria/regions?rome=): there is nothing to import"
}


class UnknownDatasetError(Exception):
    """No dataset has this name or alias."""


def find_dataset(name: str) -> Dataset:
    """By name or alias, whatever the case, hyphens and underscores. UnknownDatasetError names close ones."""
    by_key = {_key(known): dataset for dataset in DATASETS for known in (dataset.name, *dataset.aliases)}
    dataset = by_key.get(_key(name))
    if dataset is None:
        close = get_close_matches(_key(name), by_key, n=3)
        hint = ", ".join(sorted({by_key[key].name for key in close})) or ", ".join(ROWS)
        raise UnknownDatasetError(f"{name} is no dataset; there is {hint}")
    return dataset


def find_computed(name: str) -> str | None:
    """Why there is nothing to import, for what is computed; None for any other name."""
    return next((why for known, why in COMPUTED.items() if _key(known) == _key(name)), None)


def _key(name: str) -> str:
    return name.replace("-", "").replace("_", "").casefold()
