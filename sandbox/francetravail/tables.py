"""Reading the tables that the stand-in is made from: bundled/ and its own data/."""

import csv
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

OWN_DATA = Path(__file__).parent / "data"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Every row of a CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        return [dict(zip(header, line, strict=True)) for line in lines]


@lru_cache(maxsize=32)
def read_own_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of data/<name>.csv, read once."""
    return tuple(read_rows(OWN_DATA / f"{name}.csv"))


def read_own_json(name: str) -> Any:
    """The content of data/<name>.json."""
    return json.loads((OWN_DATA / f"{name}.json").read_text(encoding="utf-8"))
