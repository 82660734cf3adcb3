import pytest

from services.enrichment.clients.commons import describe_file, get_files
from services.enrichment.clients.wikidata import find_items
from services.enrichment.clients.wikimedia import Wikimedia as Client
from tests.enrichment.stand_in import Wikimedia


async def image_of(client: Client, code: str) -> str:
    (item,) = (await find_items(client, "communes", [code]))[code]
    assert item.image is not None
    return item.image


async def test_a_file_is_described_under_any_of_its_spellings(client: Client):
    name = await image_of(client, "59350")
    other = name.replace(" ", "_")
    files = await get_files(client, [name, other, "Nothing.jpg"])
    assert set(files) == {name, other}
    assert files[name] == files[other]
    file = files[name]
    assert file.name == name
    assert file.mime == "image/jpeg"
    assert file.width > 0
    assert file.page_url.startswith("https://commons.wikimedia.org/wiki/File:")
    assert "960px" in file.thumbnail_url


async def test_a_renamed_file_is_found_by_its_old_name(client: Client, wikimedia: Wikimedia):
    name = await image_of(client, wikimedia.find_oddities()["file_renamed"])
    file = (await get_files(client, [name]))[name]
    assert file.name != name


async def test_a_file_without_metadata_has_no_licence(client: Client, wikimedia: Wikimedia):
    name = await image_of(client, wikimedia.find_oddities()["no_metadata"])
    file = (await get_files(client, [name]))[name]
    assert (file.artist, file.licence, file.licence_url) == (None, None, None)


async def test_an_answer_in_parts_is_the_same_answer(client: Client, wikimedia: Wikimedia):
    codes = [wikimedia.find_oddities()[key] for key in ("upright", "panorama", "png", "tiff", "scan")]
    names = [await image_of(client, code) for code in codes]
    whole = await get_files(client, names)
    assert len(whole) == 5
    wikimedia.switch(files_at_once=2)
    wikimedia.forget_calls()
    assert await get_files(client, names) == whole
    assert wikimedia.count("commons") == 3


@pytest.mark.parametrize(
    ("told", "credit"),
    [
        ({"Artist": "Jeanne", "Attribution": "Jeanne D. / Ville de Lille"}, "Jeanne D. / Ville de Lille"),
        ({"Artist": "Jeanne", "Attribution": " "}, "Jeanne"),
        ({"Artist": "Jeanne"}, "Jeanne"),
        ({}, None),
    ],
)
def test_the_credit_is_worded_as_the_author_demands(told: dict[str, str], credit: str | None):
    info = {
        "descriptionurl": "https://commons.wikimedia.org/wiki/File:A.jpg",
        "url": "https://upload.wikimedia.org/A.jpg",
        "extmetadata": {name: {"value": value} for name, value in told.items()},
    }
    assert describe_file({"title": "File:A.jpg", "imageinfo": [info]}).artist == credit
