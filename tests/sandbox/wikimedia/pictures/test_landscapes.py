import io

import pytest
from PIL import Image

from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.files import Files
from sandbox.wikimedia.pictures.landscapes import draw_picture


@pytest.fixture(scope="module")
def find(places):
    files = Files(places, Assignment(places, 1), 1)
    return lambda key, role="photo": files.find(files.name(places.rows[places.by_key[key]], role))


@pytest.mark.parametrize("key", ["59350", "29232", "74056", "35288", "R32", "07020", "07022"])
@pytest.mark.parametrize("width", [20, 250, 960])
def test_places_are_drawn_at_any_size(find, key, width):
    file = find(key)
    image = Image.open(io.BytesIO(draw_picture(file, width)))
    assert image.format == "JPEG"
    assert image.size == (width, max(1, round(file.height * width / file.width)))


def test_towns_villages_and_coasts_look_different(find):
    pictures = {draw_picture(find(key), 250) for key in ("59350", "01001", "35288", "74056")}
    assert len(pictures) == 4


def test_arms_are_drawn_as_png(find):
    assert Image.open(io.BytesIO(draw_picture(find("59350", "arms"), 250))).format == "PNG"
