"""The description of the whole public API, without starting anything: the site's client is made of it."""

import sys

import orjson

from services.cities.routes import ROUTES as CITIES
from services.enrichment.routes import ROUTES as ENRICHMENT
from services.jobs.routes import ROUTES as JOBS
from services.tensions.routes import ROUTES as TENSIONS
from shared.web.openapi import merge_documents, openapi_document


def describe() -> bytes:
    """OpenAPI 3.1 as JSON, the same for the same routes."""
    routes = {"cities": CITIES, "tensions": TENSIONS, "jobs": JOBS, "enrichment": ENRICHMENT}
    documents = [openapi_document(title, routes[title]) for title in routes]
    return orjson.dumps(merge_documents("Mobiville", documents), option=orjson.OPT_INDENT_2)


if __name__ == "__main__":
    sys.stdout.buffer.write(describe() + b"\n")
