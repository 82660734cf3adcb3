"""From tokens to a query."""

from itertools import count

from sandbox.wikimedia.sparql.parsing import (
    Group,
    MalformedQueryError,
    Query,
    Step,
    Token,
    Triple,
    make_term,
    read_tokens,
)
from sandbox.wikimedia.sparql.terms import Node, Term, Variable

_END = Token("end", "")


def parse(text: str) -> Query:
    """A query; MalformedQueryError."""
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(read_tokens(text))
        self._position = 0
        self._blank = count()

    def query(self) -> Query:
        while self._skip("PREFIX"):
            self._position += 2
        self._expect("SELECT")
        distinct = self._skip("DISTINCT")
        variables = []
        while self._next().kind == "variable" or self._next().text == "*":
            variables.append(self._take().text.lstrip("?$"))
        self._skip("WHERE")
        query = Query(variables, self._group(), distinct)
        self._modifiers(query)
        if self._next() is not _END:
            raise MalformedQueryError(f'Encountered "{self._next().text}" after the query')
        return query

    def _modifiers(self, query: Query) -> None:
        if self._skip("ORDER"):
            self._expect("BY")
            while self._next().kind == "variable":
                query.order.append(self._take().text[1:])
        while self._next().text.upper() in {"LIMIT", "OFFSET"}:
            name, number = self._take().text.lower(), int(self._take().text)
            setattr(query, name, number)

    def _group(self) -> Group:
        self._expect("{")
        group = Group()
        while not self._skip("}"):
            if self._next() is _END:
                raise MalformedQueryError('Encountered "<EOF>" in a group')
            if not (self._skip(".") or self._clause(group)):
                self._triples(group)
        return group

    def _clause(self, group: Group) -> bool:
        """Read what begins with a key word or a brace; False when there is none."""
        if self._skip("OPTIONAL"):
            group.optional.append(self._group())
        elif self._skip("MINUS"):
            group.absent.append(self._group())
        elif self._skip("VALUES"):
            self._values(group)
        elif self._skip("FILTER"):
            self._filter(group)
        elif self._skip("SERVICE"):
            self._take()
            self._group()
        elif self._next().text == "{":
            branches = [self._group()]
            while self._skip("UNION"):
                branches.append(self._group())
            group.unions.append(branches)
        else:
            return False
        return True

    def _values(self, group: Group) -> None:
        tuples = self._skip("(")
        variable = self._variable()
        if tuples:
            self._expect(")")
        self._expect("{")
        terms = []
        while not self._skip("}"):
            if self._skip("(") or self._skip(")"):
                continue
            terms.append(self._constant())
        group.values.append((variable, terms))

    def _filter(self, group: Group) -> None:
        if self._skip("NOT"):
            self._expect("EXISTS")
            group.absent.append(self._group())
        elif self._skip("EXISTS"):
            group.present.append(self._group())
        else:
            self._expect("(")
            group.tests.append(self._test())
            self._expect(")")

    def _test(self) -> tuple[str, Variable, list[Term]]:
        """`?v = x`, `?v != x`, `?v IN (x, y)`, BOUND(?v), !BOUND(?v)."""
        negated = self._skip("!")
        if self._skip("BOUND"):
            self._expect("(")
            variable = self._variable()
            self._expect(")")
            return ("unbound" if negated else "bound"), variable, []
        variable = self._variable()
        if self._skip("="):
            return "in", variable, [self._constant()]
        if self._skip("!="):
            return "not in", variable, [self._constant()]
        name = "not in" if self._skip("NOT") else "in"
        self._expect("IN")
        self._expect("(")
        terms = [self._constant()]
        while self._skip(","):
            terms.append(self._constant())
        self._expect(")")
        return name, variable, terms

    def _triples(self, group: Group) -> None:
        subject = self._node()
        while True:
            path = self._path()
            group.triples.append(Triple(subject, path, self._node()))
            while self._skip(","):
                group.triples.append(Triple(subject, path, self._node()))
            if not self._skip(";") or self._next().text in {".", "}"}:
                return

    def _path(self) -> tuple[Step, ...]:
        steps = []
        while True:
            predicate = self._node()
            steps.append(Step(predicate, repeated=self._skip("*") or self._skip("+")))
            if not self._skip("/"):
                return tuple(steps)

    def _node(self) -> Node:
        if self._next().text.replace(" ", "") == "[]" or self._next().text == "[":
            self._take()
            self._skip("]")
            return Variable(f"_{next(self._blank)}")
        return make_term(self._take())

    def _variable(self) -> Variable:
        node = make_term(self._take())
        if not isinstance(node, Variable):
            raise MalformedQueryError(f"Encountered {node.value!r} where a variable was expected")
        return node

    def _constant(self) -> Term:
        node = make_term(self._take())
        if isinstance(node, Variable):
            raise MalformedQueryError(f"Encountered ?{node.name} where a value was expected")
        return node

    def _next(self) -> Token:
        return self._tokens[self._position] if self._position < len(self._tokens) else _END

    def _take(self) -> Token:
        token = self._next()
        self._position += 1
        return token

    def _skip(self, text: str) -> bool:
        token = self._next()
        found = token.kind in {"word", "sign"} and token.text.upper() == text
        self._position += found
        return found

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise MalformedQueryError(f'Encountered "{self._next().text}", was expecting "{text}"')
