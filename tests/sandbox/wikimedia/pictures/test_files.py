import pytest

from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.choice import choose
from sandbox.wikimedia.pictures.files import Files


@pytest.fixture(scope="module")
def files(places):
    return Files(places, Assignment(places, 1), 1)


@pytest.mark.parametrize(
    "role", ["photo", "other", "arms", "map", "flag", "logo", "water", "postcard", "renamed"]
)
def test_a_name_says_whose_file_it_is(files, places, role):
    for place in places.rows[::500]:
        found = files.find(files.name(place, role))
        assert found is not None
        assert (found.place, found.role, found.variant) == (place, role, 0)


def test_later_photos_have_other_names(files, places):
    place = places.rows[0]
    names = [files.name(place, "photo", variant) for variant in range(4)]
    assert len(set(names)) == 4
    assert [one.variant for name in names if (one := files.find(name))] == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["", "Lille.jpg", "Lille (exemple 59350).jpg", "Blason (exemple XX).svg"])
def test_other_names_are_nobodys(files, name):
    assert files.find(name) is None


def test_every_picture_that_is_shown_can_be_found(files, places):
    for place in places.rows[::50]:
        chosen = choose(files, files.oddities, place, 0)
        for name in (*(name for name, _ in chosen.item), *filter(None, [chosen.page])):
            assert files.find(name), name
