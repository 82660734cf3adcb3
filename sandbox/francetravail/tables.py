"""Reading the tables of the stand-in's own data/."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sandbox.tables import read_rows

OWN_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=32)
def read_own_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of data/<name>.csv, read once."""
    return tuple(read_rows(OWN_DATA / f"{name}.csv"))


def read_own_json(name: str) -> Any:
    """The content of data/<name>.json."""
    return json.loads((OWN_DATA / f"{name}.json").read_text(encoding="utf-8"))
