import numpy as np
import pytest

from sandbox.francetravail.geography import Geography, read_geography
from sandbox.francetravail.settings import SandboxSettings


@pytest.fixture(scope="module")
def geography() -> Geography:
    return read_geography(SandboxSettings().data)


def test_arrondissements_stand_for_their_cities(geography):
    assert {code: len(positions) for code, positions in geography.cities.items()} == {
        "75056": 20,
        "69123": 9,
        "13055": 16,
    }
    assert not geography.cities.keys() & geography.position.keys()


def test_distances(geography):
    lille, lyon = (geography.position[code] for code in ("59350", "69381"))
    distances = geography.distances_km(geography.latitude[lille], geography.longitude[lille])
    assert distances[lille] == pytest.approx(0, abs=0.001)
    assert distances[lyon] == pytest.approx(560, abs=10)


def test_departements_that_touch(geography):
    assert geography.bordering["75"] == {"92", "93", "94"}
    assert geography.bordering["2A"] == {"2B"}
    assert geography.bordering["974"] == set()


def test_places_by_departement_and_postal_code(geography):
    assert np.array_equal(
        np.nonzero(geography.in_departements({"48"}))[0],
        geography.of_departement[geography.departement_position["48"]],
    )
    assert [geography.names[position] for position in geography.by_postal_code["31000"]] == ["Toulouse"]
