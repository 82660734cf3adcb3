"""The sources of the figures of an answer."""

from collections.abc import Iterable

from services.tensions.index import TensionIndex
from shared.events.importer import Source, SourceRef, source_ref


def find_source(index: TensionIndex, dataset: str) -> Source | None:
    """Where the dataset in use comes from; None when it has not been imported."""
    state = index.datasets.get(dataset)
    return Source.model_validate(state["source"]) if state else None


def find_credits(index: TensionIndex, datasets: Iterable[str]) -> list[SourceRef]:
    """The sources of those datasets that are in use, in their order."""
    sources = ((dataset, find_source(index, dataset)) for dataset in datasets)
    return [source_ref(dataset, source) for dataset, source in sources if source]


def is_sample(sources: Iterable[SourceRef]) -> bool:
    """Whether any figure of the answer is invented to try the product with."""
    return any(source.sample for source in sources)
