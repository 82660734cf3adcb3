"""The sources of the figures of an answer."""

from collections.abc import Iterable, Mapping

from shared.events.importer import Source, SourceRef, source_ref


def find_credits(datasets: Iterable[str], *known: Mapping[str, SourceRef]) -> list[SourceRef]:
    """The sources of the datasets, in their order; the first of `known` that has one gives it."""
    found = (next((sources[name] for sources in known if name in sources), None) for name in datasets)
    return [source for source in found if source is not None]


def tension_sources(source: Source | None) -> dict[str, SourceRef]:
    """The source of the tensions, which another service keeps, as one of `known`."""
    return {"tensions": source_ref("tensions", source)} if source else {}


def is_sample(sources: Iterable[SourceRef]) -> bool:
    """Whether any figure of the answer is invented to try the product with."""
    return any(source.sample for source in sources)
