"""What the tests of the delivery share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.host import Pipeline


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path)
    yield made
    made.stop()
