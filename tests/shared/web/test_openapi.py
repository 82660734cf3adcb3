import pytest
from aiohttp import web
from openapi_spec_validator import validate

from shared.web.endpoints import get
from shared.web.openapi import merge_documents, openapi_document
from tests.shared.web.test_endpoints import ROUTES


def test_the_document_is_valid_openapi_3_1():
    document = openapi_document("Things", ROUTES)
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_parameters_come_from_the_models():
    operation = openapi_document("Things", ROUTES)["paths"]["/api/things/{name}"]["get"]
    by_name = {parameter["name"]: parameter for parameter in operation["parameters"]}
    assert by_name["name"]["in"] == "path"
    assert by_name["name"]["required"] is True
    assert by_name["size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 9, "default": 1}
    assert operation["summary"] == "Show a thing"


def test_answers_refer_to_their_schema_and_failures_to_the_problem():
    responses = openapi_document("Things", ROUTES)["paths"]["/api/things/{name}"]["get"]["responses"]
    assert responses["200"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/Answer"
    }
    assert responses["404"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
    assert "304" in responses


def test_merging_keeps_every_path_and_refuses_two_meanings_of_one_name():
    one = openapi_document("Things", ROUTES[:1])
    other = openapi_document("Things", ROUTES[1:])
    merged = merge_documents("All", [one, other])
    validate(merged)
    assert set(merged["paths"]) == {route.path for route in ROUTES if route.path.startswith("/api/")}
    other["components"]["schemas"]["Answer"] = {"type": "string"}
    with pytest.raises(ValueError, match="Answer"):
        merge_documents("All", [one, other])


def test_an_image_has_its_media_type_and_no_schema():
    async def show_image(request: web.Request) -> web.Response:
        """Show an image."""
        return web.Response()

    document = openapi_document("Images", [get("/api/image", show_image, content_type="image/jpeg")])
    validate(document)
    assert document["paths"]["/api/image"]["get"]["responses"]["200"]["content"] == {"image/jpeg": {}}
