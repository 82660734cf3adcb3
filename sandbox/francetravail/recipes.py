"""The failures of section 9 of the reference, by code: what sets each off."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from sandbox.failures import Failure
from sandbox.francetravail.state import Sandbox
from sandbox.francetravail.switches import Switches
from sandbox.francetravail.tables import read_own_json


class Recipe(BaseModel):
    """A planned failure, switches, the end of all tokens, or only `how` a client meets it unaided."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    what: str
    failure: dict[str, Any] | None = None
    switches: dict[str, Any] | None = None
    revoke: bool = False
    how: str = ""


def read_recipes() -> dict[str, Recipe]:
    """From data/failures.json."""
    return {row["code"]: Recipe(**row) for row in read_own_json("failures")}


def follow(recipe: Recipe, sandbox: Sandbox, changes: dict[str, Any]) -> None:
    """Set it off; `changes` go over the planned failure (api, times, status, seconds…). ValidationError."""
    if recipe.failure is not None:
        sandbox.failures.plan(Failure(**(recipe.failure | changes)))
    if recipe.switches is not None:
        sandbox.switches = change_switches(sandbox.switches, recipe.switches)
    if recipe.revoke:
        sandbox.tokens.revoke()


def change_switches(switches: Switches, changes: dict[str, Any]) -> Switches:
    """The switches with some set otherwise. ValidationError."""
    return Switches(**(switches.model_dump() | changes))
