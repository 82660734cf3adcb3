"""An OpenAPI 3.1 document from the routes: pydantic writes the schemas, the handlers' docstrings the text."""

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from shared.errors import MEDIA_TYPE
from shared.web.endpoints import Encoded, Route

REF = "#/components/schemas/{model}"
_PATTERN = re.compile(r"(?<=\w):[^{}]+(?=\})")  # what aiohttp wants to know of a part of a path
_REFERENCE = re.compile(r"#/components/schemas/([\w.-]+)")
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def openapi_document(title: str, routes: Sequence[Route]) -> dict[str, Any]:
    """The document of one service."""
    inputs: list[tuple[Any, JsonSchemaMode, TypeAdapter[Any]]] = []
    for route in routes:
        inputs += [(model, mode, TypeAdapter(model)) for model, mode in _models(route)]
    schemas, definitions = TypeAdapter.json_schemas(inputs, ref_template=REF)
    components = {"Problem": PROBLEM, **definitions.get("$defs", {})}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(_PATTERN.sub("", route.path), {})[route.method.lower()] = _operation(
            route, schemas, components
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": paths,
        "components": {"schemas": _referenced(paths, components)},
    }


def _referenced(paths: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """The components that an operation needs: query models have become parameters."""
    wanted: set[str] = set()
    found = set(_REFERENCE.findall(str(paths)))
    while found - wanted:
        wanted |= found
        found = {name for one in wanted for name in _REFERENCE.findall(str(components[one]))}
    return {name: schema for name, schema in components.items() if name in wanted}


def merge_documents(title: str, documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One document of the public routes; names of components are shared, so must be what they mean."""
    merged: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {},
        "components": {"schemas": {}},
    }
    for document in documents:
        merged["paths"] |= {
            path: item for path, item in document["paths"].items() if path.startswith("/api/")
        }
        for name, schema in document["components"]["schemas"].items():
            if merged["components"]["schemas"].setdefault(name, schema) != schema:
                raise ValueError(f"two services describe a different {name}")
    return merged


def _models(route: Route) -> Iterator[tuple[Any, JsonSchemaMode]]:
    for name, model in route.models().items():
        if name in ("query", "path", "body"):
            yield model, "validation"
        elif name == "return" and (answer := _answer(model)) is not None:
            yield answer, "serialization"


def _answer(model: Any) -> type[BaseModel] | None:
    if get_origin(model) is Encoded:
        model = get_args(model)[0]
    return model if inspect.isclass(model) and issubclass(model, BaseModel) else None


def _operation(route: Route, schemas: dict[Any, Any], components: dict[str, Any]) -> dict[str, Any]:
    models = route.models()
    summary, _, description = inspect.getdoc(route.handler).partition("\n")  # type: ignore[union-attr]
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "tags": [route.handler.__module__.split(".")[1]],
        "summary": summary.rstrip("."),
        "parameters": [
            parameter
            for place in ("path", "query")
            if place in models
            for parameter in _parameters(place, _resolve(schemas[models[place], "validation"], components))
        ],
        "responses": _responses(route, schemas),
    }
    if description.strip():
        operation["description"] = description.strip()
    if "body" in models:
        schema = schemas[models["body"], "validation"]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _responses(route: Route, schemas: dict[Any, Any]) -> dict[str, Any]:
    answer = _answer(route.models().get("return"))
    content = {route.content_type: {"schema": schemas[answer, "serialization"]}} if answer else _bytes(route)
    failure = {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
    responses: dict[str, Any] = {"200": {"description": "OK", "content": content}}
    if route.empty:
        responses["204"] = {"description": route.empty}
    if route.cache:
        responses["304"] = {"description": "Not modified since the given ETag"}
    if re.search(r"\{\w+", route.path):
        responses["404"] = {"description": "Unknown", "content": failure}
    responses["422"] = {"description": "A parameter cannot be used", "content": failure}
    responses["default"] = {"description": "Any other problem; `code` names its kind", "content": failure}
    return responses


def _bytes(route: Route) -> dict[str, Any]:
    """What an answer without a model has: nothing that is JSON, but maybe an image."""
    return {} if route.content_type == "application/json" else {route.content_type: {}}


def _resolve(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    resolved: dict[str, Any] = components[name] if name else schema
    return resolved


def _parameters(place: str, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    required = schema.get("required", [])
    for name, field in schema.get("properties", {}).items():
        field = {key: value for key, value in field.items() if key != "title"}  # noqa: PLW2901
        description = field.pop("description", None)
        parameter = {
            "name": name,
            "in": place,
            "required": place == "path" or name in required,
            "schema": field,
        }
        yield parameter | ({"description": description} if description else {})
