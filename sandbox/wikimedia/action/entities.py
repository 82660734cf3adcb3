"""Items as wbgetentities tells them."""

from typing import Any

from sandbox.wikimedia.items import FRANCE, Item

PROPS = ("info", "sitelinks", "aliases", "labels", "descriptions", "claims", "datatype")


def describe_missing(item_id: str) -> dict[str, Any]:
    return {"id": item_id, "missing": ""}


def describe_item(item: Item, props: set[str]) -> dict[str, Any]:
    """The parts named in `props` of an item."""
    described: dict[str, Any] = {"type": "item", "id": item.id}
    if "info" in props:
        described |= {
            "pageid": int(item.id[1:]),
            "ns": 0,
            "title": item.id,
            "lastrevid": item.version.revision,
            "modified": f"{item.version.edited_at:%Y-%m-%dT%H:%M:%SZ}",
        }
    if "labels" in props:
        described["labels"] = {"fr": {"language": "fr", "value": item.label}}
    if "descriptions" in props:
        described["descriptions"] = {"fr": {"language": "fr", "value": "objet d'exemple"}}
    if "aliases" in props:
        described["aliases"] = {}
    if "claims" in props:
        described["claims"] = _describe_claims(item)
    if {"sitelinks", "sitelinks/urls"} & props:
        link: dict[str, Any] = {"site": "frwiki", "title": item.sitelink, "badges": []}
        described["sitelinks"] = {"frwiki": link} if item.sitelink else {}
    return described


def _describe_claims(item: Item) -> dict[str, list[dict[str, Any]]]:
    claims: dict[str, list[dict[str, Any]]] = {
        "P31": [_claim("P31", _entity(one)) for one in item.classes],
        "P17": [_claim("P17", _entity(FRANCE))],
    }
    for code in item.codes:
        claim = _claim(code.property, _string(code.value), snaktype="novalue")
        if code.end is not None:
            claim["qualifiers"] = {"P582": [_snak("P582", _time(code.end))]}
            claim["qualifiers-order"] = ["P582"]
        claims.setdefault(code.property, []).append(claim)
    if item.dissolved is not None:
        claims["P576"] = [_claim("P576", _time(item.dissolved) if item.dissolved else None)]
    if item.images:
        claims["P18"] = [_claim("P18", _string(name), rank=rank) for name, rank in item.images]
    if item.category is not None:
        known = all(name is not None for name, _ in item.images)
        claims["P373"] = [_claim("P373", _string(item.category) if known else None)]
    return claims


def _claim(
    name: str, value: dict[str, Any] | None, *, rank: str = "normal", snaktype: str = "somevalue"
) -> dict[str, Any]:
    """A statement; without a value it has no `datavalue`, and its snaktype says so."""
    return {"mainsnak": _snak(name, value, snaktype), "type": "statement", "rank": rank}


def _snak(name: str, value: dict[str, Any] | None, snaktype: str = "somevalue") -> dict[str, Any]:
    if value is None:
        return {"snaktype": snaktype, "property": name}
    return {"snaktype": "value", "property": name, "datavalue": value}


def _entity(item_id: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(item_id[1:]), "id": item_id}
    return {"value": value, "type": "wikibase-entityid"}


def _string(text: str | None) -> dict[str, Any] | None:
    return None if text is None else {"value": text, "type": "string"}


def _time(day: str) -> dict[str, Any]:
    value = {
        "time": f"+{day}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": 11,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }
    return {"value": value, "type": "time"}
