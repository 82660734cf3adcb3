import pytest

from services.importer.catalog import DATASETS, UnknownDatasetError, find_computed, find_dataset
from services.importer.reference import BUNDLED
from shared.events.rows import ROWS

ALIASES_OF_THE_ORIGINAL = {
    "oldRegions": "former-regions",
    "cities": "cities",
    "professionsInTension": "tensions",
    "romeCodes": "occupations",
    "romeOgrs": "titles",
    "romeSkills": "skills",
    "tensionsPCS": "pcs",
    "equipments": "equipment",
    "equipmentsSpecial": "equipment",
}


def test_every_dataset_is_there_in_import_order():
    assert [dataset.name for dataset in DATASETS] == list(ROWS)


@pytest.mark.parametrize(("alias", "name"), ALIASES_OF_THE_ORIGINAL.items())
def test_the_names_of_the_original_sync_commands_are_kept(alias: str, name: str):
    assert find_dataset(alias).name == name


@pytest.mark.parametrize("name", ["former-regions", "FORMER_REGIONS", "formerRegions"])
def test_case_hyphens_and_underscores_do_not_matter(name: str):
    assert find_dataset(name).name == "former-regions"


def test_an_unknown_name_is_answered_with_close_ones():
    with pytest.raises(UnknownDatasetError, match="departments is no dataset; there is departements"):
        find_dataset("departments")


def test_no_name_or_alias_means_two_datasets():
    names = [name.lower().replace("-", "") for one in DATASETS for name in {one.name, *one.aliases}]
    assert len(names) == len(set(names))


def test_what_is_computed_says_that_there_is_nothing_to_import():
    assert "nothing to import" in (find_computed("regionsTensionsCriterions") or "")
    assert find_computed("cities") is None


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_every_dataset_can_be_had_and_credited(dataset):
    assert dataset.downloads or dataset.patterns
    assert dataset.title
    assert dataset.producer
    assert dataset.licence
    assert dataset.page.startswith("https://")
    assert all(download.url.startswith("https://") for download in dataset.downloads)


@pytest.mark.parametrize(
    "dataset", [one for one in DATASETS if one.bundled], ids=lambda dataset: dataset.name
)
def test_every_bundled_file_is_there(dataset):
    assert list(BUNDLED.glob(dataset.bundled))
