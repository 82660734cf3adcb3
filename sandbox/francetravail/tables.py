"""Reading the tables that the stand-in is made from: bundled/ and its own data/."""

import csv
import json
from pathlib import Path
from typing import Any

OWN_DATA = Path(__file__).parent / "data"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Every row of a CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_own_rows(name: str) -> list[dict[str, str]]:
    """The rows of data/<name>.csv."""
    return read_rows(OWN_DATA / f"{name}.csv")


def read_own_json(name: str) -> Any:
    """The content of data/<name>.json."""
    return json.loads((OWN_DATA / f"{name}.json").read_text(encoding="utf-8"))
