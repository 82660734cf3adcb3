"""The failures of section 9 of the reference, by code: what sets each off."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict

from sandbox.failures import Failure
from sandbox.wikimedia.state import Sandbox
from sandbox.wikimedia.switches import change_switches

_FILE = Path(__file__).parent / "data" / "failures.json"


class Recipe(BaseModel):
    """A planned failure, switches, or only `how` a client meets it unaided."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    what: str
    failure: dict[str, Any] | None = None
    switches: dict[str, Any] | None = None
    how: str = ""


@lru_cache(maxsize=1)
def read_recipes() -> dict[str, Recipe]:
    """From data/failures.json."""
    return {row["code"]: Recipe(**row) for row in orjson.loads(_FILE.read_bytes())}


def follow(recipe: Recipe, sandbox: Sandbox, changes: dict[str, Any]) -> None:
    """Set it off; `changes` go over the planned failure (api, times, status, seconds…). ValidationError."""
    if recipe.failure is not None:
        sandbox.failures.plan(Failure(**(recipe.failure | changes)))
    if recipe.switches is not None:
        sandbox.switches = change_switches(sandbox.switches, recipe.switches)
