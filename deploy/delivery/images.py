"""The images of a version: one per service, all in one repository, told apart by their tags."""

from collections.abc import Iterable, Mapping

# Service of compose.yaml -> what its image is called, where that is another name.
_CALLED = {"nginx": "gateway"}
FRONT = ("nginx",)


def image(repository: str, service: str, version: str) -> str:
    """`registry.example.org/mobiville:cities-main-0a1b2c3d`"""
    return f"{repository}:{_CALLED.get(service, service)}-{version}"


def override(images: Mapping[str, str]) -> dict[str, object]:
    """What compose reads beside compose.yaml: which image each service runs (JSON is YAML)."""
    return {"services": {service: {"image": name} for service, name in sorted(images.items())}}


def services_of(part: str, services: Iterable[str]) -> list[str]:
    """The services whose images the part replaces."""
    if part == "config":
        return []
    if part in {"api", "front"}:
        return [service for service in services if (service in FRONT) == (part == "front")]
    return list(services)
