"""Which datasets `mobiville import due` takes."""

from pathlib import Path

from mobiville.imports import find_due
from mobiville.settings import MobivilleSettings
from services.importer.catalog import DATASETS


async def test_what_was_never_imported_is_due(tmp_path: Path):
    assert await find_due(MobivilleSettings(home=tmp_path)) == list(DATASETS)
