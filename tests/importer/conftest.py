"""The communes of today, read once."""

import pytest

from services.importer.reference import Reference, load_reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()
