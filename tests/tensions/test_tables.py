from services.tensions.tables import TARGETS
from shared.events.rows import ROWS, owners_of


def test_the_service_has_a_table_for_each_of_its_datasets():
    assert set(TARGETS) == {dataset for dataset in ROWS if "tensions" in owners_of(dataset)}


def test_every_table_has_a_staging_twin_with_the_same_columns():
    for target in TARGETS.values():
        assert target.staging.columns.keys() == ["sync_id", *target.table.columns.keys()]
