from services.tensions.indices import INDICES
from shared.events.rows import Tension


def test_every_index_is_a_field_of_the_rows_of_tensions():
    explained = {index.field for index in INDICES}
    figures = {"code_rome", "bassin", "year", "tension", "offers", "job_seekers"}
    assert explained == set(Tension.model_fields) - figures
