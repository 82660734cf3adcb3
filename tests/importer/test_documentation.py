"""docs/data-sources.md says of every dataset what the catalog says."""

import pytest

from services.importer.catalog import DATASETS
from services.importer.dataset import Dataset
from services.importer.reference import BUNDLED

PAGE = (BUNDLED.parent / "docs" / "data-sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_the_page_names_each_dataset_its_producer_licence_and_addresses(dataset: Dataset):
    line = (
        f"| `{dataset.name}` | [{dataset.title}]({dataset.page}) | {dataset.producer} | {dataset.licence} |"
    )
    assert line in PAGE
    assert all(f"<{download.url}>" in PAGE for download in dataset.downloads)
