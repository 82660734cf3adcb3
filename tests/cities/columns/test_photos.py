"""The photos of lists."""

import orjson

from services.cities.columns.photos import NO_PHOTOS, build_photos


def test_a_town_with_a_photo_has_its_path_and_the_others_have_none():
    photos = build_photos(["59350", "2A004"])
    members = [orjson.loads(b'{"code":0%b}' % photos.encode(code)) for code in ("2A004", "75056")]
    assert [member["photo"] for member in members] == ["/api/v1/portraits/communes/2A004/image", None]
    assert photos.find("59350") == "/api/v1/portraits/communes/59350/image"
    assert photos.find("75056") is None


def test_nothing_is_known_before_anybody_could_say():
    assert (len(NO_PHOTOS), NO_PHOTOS.find("59350")) == (0, None)
