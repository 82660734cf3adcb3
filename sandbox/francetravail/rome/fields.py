"""The `champs` parameter: which fields of a record a client wants, nested in parentheses, in any case."""

import re
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, "Schema | None"]
"""The fields of a record by name; None: a plain value."""
Wanted = dict[str, "Wanted | None"]
"""The fields chosen; None: all of it."""

_TOKEN = re.compile(r"[A-Za-z_]\w*|[(),]")


class SelectorError(Exception):
    """A field that does not exist, or a list of fields that cannot be read."""


def read_fields(text: str, schema: Schema) -> Wanted:
    """`code,appellations(code,libelle)` -> {"code": None, "appellations": {"code": None, "libelle": None}}"""
    stripped = re.sub(r"\s+", "", text)
    tokens = _TOKEN.findall(stripped)
    if "".join(tokens) != stripped:
        raise SelectorError("La syntaxe de 'champs' est incorrecte")
    wanted, rest = _read_list(tokens, schema)
    if rest:
        raise SelectorError("La syntaxe de 'champs' est incorrecte")
    return wanted


def _read_list(tokens: list[str], schema: Schema) -> tuple[Wanted, list[str]]:
    wanted: Wanted = {}
    while tokens:
        name = _find_name(tokens[0], schema)
        wanted[name], tokens = _read_nested(name, tokens[1:], schema[name])
        if not tokens or tokens[0] == ")":
            return wanted, tokens
        if tokens[0] != ",":
            break
        tokens = tokens[1:]
    raise SelectorError("La syntaxe de 'champs' est incorrecte")


def _read_nested(name: str, tokens: list[str], schema: Schema | None) -> tuple[Wanted | None, list[str]]:
    """What is in the parentheses that follow a name, if any."""
    if not tokens or tokens[0] != "(":
        return None, tokens
    if schema is None:
        raise SelectorError(f"L'attribut '{name}' n'a pas de sous-attribut")
    wanted, rest = _read_list(tokens[1:], schema)
    if not rest:
        raise SelectorError("La syntaxe de 'champs' est incorrecte")
    return wanted, rest[1:]


def _find_name(token: str, schema: Schema) -> str:
    for name in schema:
        if name.lower() == token.lower():
            return name
    raise SelectorError(f"L'attribut '{token}' n'est pas selectionnable")


def select(record: Mapping[str, Any], wanted: Wanted) -> dict[str, Any]:
    """The fields of the record that are wanted and known."""
    return {
        name: _narrow(record[name], nested) for name, nested in wanted.items() if record.get(name) is not None
    }


def _narrow(value: Any, nested: Wanted | None) -> Any:
    if nested is None:
        return value
    if isinstance(value, list):
        return [select(one, nested) for one in value]
    return select(value, nested)
