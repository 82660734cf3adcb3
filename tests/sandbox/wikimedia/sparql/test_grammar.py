import pytest

from sandbox.wikimedia.sparql.grammar import parse
from sandbox.wikimedia.sparql.parsing import MalformedQueryError, Step, Triple
from sandbox.wikimedia.sparql.terms import Variable, text, uri


def test_predicates_and_objects_share_their_subject():
    group = parse('SELECT ?a { ?a wdt:P374 "1", "2" ; wdt:P31/wdt:P279* wd:Q1 . }').where
    subject = Variable("a")
    assert group.triples == [
        Triple(subject, (Step(uri("wdt", "P374")),), text("1")),
        Triple(subject, (Step(uri("wdt", "P374")),), text("2")),
        Triple(subject, (Step(uri("wdt", "P31")), Step(uri("wdt", "P279"), repeated=True)), uri("wd", "Q1")),
    ]


def test_hashes_inside_addresses_are_no_comments():
    query = "PREFIX x: <http://x#>\nSELECT * { ?a rdfs:label ?b } # the end"
    assert parse(query).variables == ["*"]


def test_filters_options_and_alternatives_are_told_apart():
    group = parse(
        """SELECT DISTINCT ?a WHERE { VALUES (?c) { ("1") ("2") } { ?a wdt:P374 ?c } UNION { ?a wdt:P2586 ?c }
        OPTIONAL { ?a wdt:P18 ?i } MINUS { ?a wdt:P576 ?d } FILTER(?c IN ("1", "2")) FILTER(!BOUND(?d))
        FILTER EXISTS { ?a wdt:P31 ?k } SERVICE wikibase:label { bd:serviceParam wikibase:language "fr" } }
        ORDER BY ?a LIMIT 5 OFFSET 2"""
    ).where
    assert group.values == [(Variable("c"), [text("1"), text("2")])]
    assert [len(branches) for branches in group.unions] == [2]
    assert (len(group.optional), len(group.absent), len(group.present)) == (1, 1, 1)
    assert [name for name, _, _ in group.tests] == ["in", "unbound"]


@pytest.mark.parametrize(
    "query", ["", "SELECT ?a {", "SELECT ?a { } x", "SELECT ?a { VALUES ?a { ?b } }", "é"]
)
def test_what_is_no_query_is_refused(query):
    with pytest.raises(MalformedQueryError):
        parse(query)
