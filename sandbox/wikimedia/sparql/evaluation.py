"""Answering a query from the graph."""

from collections.abc import Iterator

from sandbox.wikimedia.sparql.graph import Graph
from sandbox.wikimedia.sparql.parsing import Group, MalformedQueryError, Query, Step, Triple
from sandbox.wikimedia.sparql.terms import Node, Term, Variable

Solution = dict[str, Term]
_HIDDEN = "_"


def evaluate(query: Query, graph: Graph) -> tuple[list[str], list[Solution]]:
    """The names of the columns, and the rows."""
    rows = _solve(query.where, [{}], graph)
    found = sorted({name for row in rows for name in row if not name.startswith(_HIDDEN)})
    names = found if query.variables == ["*"] else query.variables
    shown = [{name: row[name] for name in names if name in row} for row in rows]
    if query.distinct:
        shown = list(
            {tuple(sorted((name, term) for name, term in row.items())): row for row in shown}.values()
        )
    for name in reversed(query.order):
        shown.sort(key=lambda row: row[name].value if name in row else "")  # used at once
    end = None if query.limit is None else query.offset + query.limit
    return names, shown[query.offset : end]


def _solve(group: Group, rows: list[Solution], graph: Graph) -> list[Solution]:
    for variable, terms in group.values:
        rows = [row | {variable.name: term} for row in rows for term in terms if _agrees(row, variable, term)]
    for branches in group.unions:
        rows = [one for branch in branches for one in _solve(branch, rows, graph)]
    rows = _match_all(group.triples, rows, graph)
    for optional in group.optional:
        rows = [one for row in rows for one in (_solve(optional, [row], graph) or [row])]
    rows = [row for row in rows if not any(_solve(absent, [row], graph) for absent in group.absent)]
    rows = [row for row in rows if all(_solve(present, [row], graph) for present in group.present)]
    return [row for row in rows if all(_passes(row, *test) for test in group.tests)]


def _agrees(row: Solution, variable: Variable, term: Term) -> bool:
    return variable.name not in row or row[variable.name] == term


def _passes(row: Solution, name: str, variable: Variable, terms: list[Term]) -> bool:
    value = row.get(variable.name)
    if name == "bound":
        return value is not None
    if name == "unbound":
        return value is None
    if value is None:
        return False
    among = any(value.type == term.type and value.value == term.value for term in terms)
    return among if name == "in" else not among


def _match_all(triples: list[Triple], rows: list[Solution], graph: Graph) -> list[Solution]:
    """The triples in the order in which most is known of them."""
    left, known = list(triples), set(rows[0]) if rows else set()
    while left and rows:
        triple = min(left, key=lambda one: _unknown(one, known))
        left.remove(triple)
        rows = [found for row in rows for found in _match(triple, row, graph)]
        known |= {node.name for node in (triple.subject, triple.object) if isinstance(node, Variable)}
    return [] if left else rows


def _unknown(triple: Triple, known: set[str]) -> tuple[bool, bool, bool]:
    def is_unknown(node: Node) -> bool:
        return isinstance(node, Variable) and node.name not in known

    many = "P31" in str(triple.path[0].predicate)
    return is_unknown(triple.subject) and is_unknown(triple.object), is_unknown(triple.subject), many


def _match(triple: Triple, row: Solution, graph: Graph) -> Iterator[Solution]:
    subject, obj = _bound(triple.subject, row), _bound(triple.object, row)
    for start, end in _walk(triple.path, subject, obj, graph):
        found = dict(row)
        if _bind(found, triple.subject, start) and _bind(found, triple.object, end):
            yield found


def _bound(node: Node, row: Solution) -> Term | None:
    return row.get(node.name) if isinstance(node, Variable) else node


def _bind(row: Solution, node: Node, term: Term) -> bool:
    if isinstance(node, Variable):
        return row.setdefault(node.name, term) == term
    return True


def _walk(
    path: tuple[Step, ...], subject: Term | None, obj: Term | None, graph: Graph
) -> Iterator[tuple[Term, Term]]:
    """The pairs that a path joins; `*` is only walked from its near end."""
    step, rest = path[0], path[1:]
    if not isinstance(step.predicate, Term):
        raise MalformedQueryError("a variable in place of a property is not known here")
    if not rest and not step.repeated:
        yield from graph.find(subject, step.predicate.value, obj)
        return
    if step.repeated and subject is not None:
        yield from (
            (subject, end) for end in _closure(subject, step.predicate.value, graph) if obj in {None, end}
        )
        return
    for start, middle in graph.find(subject, step.predicate.value, None):
        yield from ((start, end) for _, end in _walk(rest, middle, obj, graph))


def _closure(start: Term, predicate: str, graph: Graph) -> list[Term]:
    found = [start]
    for one in found:
        found += [end for _, end in graph.find(one, predicate, None) if end not in found]
    return found
