"""Reading a query: SELECT over triples, paths, VALUES, OPTIONAL, FILTER (NOT) EXISTS, MINUS, UNION."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.wikimedia.sparql.terms import PREFIXES, Node, Term, Variable

_TOKENS = re.compile(
    r"""\s+ | \#[^\n]* |
    (?P<iri><[^<>\s]*>) |
    (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:@(?P<language>[\w-]+)|\^\^[\w:]+)? |
    (?P<variable>[?$]\w+) |
    (?P<name>[A-Za-z][\w-]*:[\w-]*(?:\.[\w-]+)*) |
    (?P<word>[A-Za-z]\w*) |
    (?P<number>\d+) |
    (?P<sign>!=|\[\]|\[\s*\]|[{}().;,/*+|=!\[\]])""",
    re.VERBOSE,
)


class MalformedQueryError(Exception):
    """The query is not one, or uses what this stand-in does not know."""


@dataclass(frozen=True, slots=True)
class Step:
    """A predicate of a path; `repeated`: any number of times (`*`, and `+` taken as such)."""

    predicate: Node
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Triple:
    subject: Node
    path: tuple[Step, ...]
    object: Node


@dataclass
class Group:
    """What stands between braces, by kind."""

    triples: list[Triple] = field(default_factory=list)
    values: list[tuple[Variable, list[Term]]] = field(default_factory=list)
    optional: list["Group"] = field(default_factory=list)
    absent: list["Group"] = field(default_factory=list)
    present: list["Group"] = field(default_factory=list)
    unions: list[list["Group"]] = field(default_factory=list)
    tests: list[tuple[str, Variable, list[Term]]] = field(default_factory=list)


@dataclass
class Query:
    variables: list[str]
    where: Group
    distinct: bool = False
    order: list[str] = field(default_factory=list)
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    language: str = ""


def read_tokens(query: str) -> Iterator[Token]:
    """The tokens of a query; MalformedQueryError at a character that begins none."""
    position = 0
    while position < len(query):
        match = _TOKENS.match(query, position)
        if match is None:
            raise MalformedQueryError(
                f"Lexical error at column {position}: {query[position : position + 20]!r}"
            )
        position = match.end()
        kind = next((kind for kind, found in match.groupdict().items() if found and kind != "language"), None)
        if kind is not None:
            yield Token(kind, match[kind], match["language"] or "")


def make_term(token: Token) -> Node:
    """The node that a token stands for."""
    if token.kind == "variable":
        return Variable(token.text[1:])
    if token.kind == "iri":
        return Term("uri", token.text[1:-1])
    if token.kind == "string":
        return Term("literal", token.text[1:-1], token.language)
    if token.kind == "number":
        return Term("literal", token.text)
    prefix, colon, name = token.text.partition(":")
    if token.kind == "name" and colon and prefix in PREFIXES:
        return Term("uri", PREFIXES[prefix] + name)
    if token.text == "a":
        return Term("uri", f"{PREFIXES['rdf']}type")
    raise MalformedQueryError(f'Encountered "{token.text}" where a term was expected')
