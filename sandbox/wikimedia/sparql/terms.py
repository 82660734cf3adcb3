"""The terms of the query service's graph, and the short names that a query may give them."""

from dataclasses import dataclass
from typing import Any, Literal

PREFIXES = {
    "wd": "http://www.wikidata.org/entity/",
    "wds": "http://www.wikidata.org/entity/statement/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "schema": "http://schema.org/",
    "wikibase": "http://wikiba.se/ontology#",
    "bd": "http://www.bigdata.com/rdf#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DATE_TIME = PREFIXES["xsd"] + "dateTime"


@dataclass(frozen=True, slots=True)
class Term:
    """`extra` is the language or the datatype of a literal."""

    type: Literal["uri", "literal", "bnode"]
    value: str
    extra: str = ""

    def show(self) -> dict[str, Any]:
        """As in application/sparql-results+json."""
        shown = {"type": self.type, "value": self.value}
        if self.extra:
            shown["datatype" if ":" in self.extra else "xml:lang"] = self.extra
        return shown


@dataclass(frozen=True, slots=True)
class Variable:
    name: str


Node = Term | Variable


def uri(prefix: str, name: str) -> Term:
    return Term("uri", PREFIXES[prefix] + name)


def text(value: str, language: str = "") -> Term:
    return Term("literal", value, language)


def moment(day: str) -> Term:
    return Term("literal", f"{day}T00:00:00Z", _DATE_TIME)
