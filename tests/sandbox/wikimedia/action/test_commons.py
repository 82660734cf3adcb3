import pytest


async def _photo(client, code, **changes):
    """The description of the file that the item of a commune shows."""
    *_, item = [one for one in (await client.find_items(code)).values() if "P18" in one["claims"]]
    claims = item["claims"]["P18"]
    best = [claim for claim in claims if claim["rank"] == "preferred"] or claims
    query = await client.find_file(best[0]["mainsnak"]["datavalue"]["value"], **changes)
    return query["pages"][0]


async def _info(client, code, **changes):
    return (await _photo(client, code, **changes))["imageinfo"][0]


async def test_a_file_has_its_size_address_and_credit(client):
    info = await _info(client, "59350", iiurlwidth="960")
    assert info["mime"] == "image/jpeg"
    assert info["width"] > 960
    assert info["thumbwidth"] == 960
    assert "/960px-" in info["thumburl"]
    assert info["descriptionurl"].startswith("https://commons.wikimedia.org/wiki/File:")
    assert "(exemple)" in info["extmetadata"]["Artist"]["value"]
    assert info["extmetadata"]["LicenseUrl"]["value"].startswith("https://")


async def test_metadata_can_be_chosen(client):
    info = await _info(client, "59350", iiextmetadatafilter="Artist|LicenseUrl")
    assert set(info["extmetadata"]) == {"Artist", "LicenseUrl"}


async def test_a_width_that_is_not_served_gets_the_next_one(client):
    info = await _info(client, "59350", iiurlwidth="400")
    assert "/500px-" in info["thumburl"]
    assert info["thumbwidth"] == 400


async def test_a_small_file_is_its_own_thumbnail(client, codes):
    info = await _info(client, codes["tiny"], iiurlwidth="960")
    assert info["thumburl"] == info["url"]
    assert info["thumbwidth"] == info["width"] == 220


async def test_names_are_normalised(client):
    name = (await _photo(client, "59350"))["title"].removeprefix("File:")
    query = await client.find_file(name.replace(" ", "_"))
    assert query["normalized"][0]["to"] == f"File:{name}"
    assert "imageinfo" in query["pages"][0]


@pytest.mark.parametrize("prefix", ["Image:", "Fichier:"])
async def test_other_prefixes_are_normalised(client, prefix):
    name = "Blason ville fr Lille (exemple 59350).svg"
    answer = await client.commons(titles=prefix + name, prop="imageinfo", iiprop="size")
    assert answer["query"]["normalized"][0]["to"] == f"File:{name}"
    assert answer["query"]["pages"][0]["title"] == f"File:{name}"


async def test_renamed_files_are_redirects(client, codes):
    (item,) = (await client.find_items(codes["file_renamed"])).values()
    query = await client.find_file(item["claims"]["P18"][0]["mainsnak"]["datavalue"]["value"])
    assert query["redirects"][0]["to"] == query["pages"][0]["title"]
    assert "imageinfo" in query["pages"][0]


@pytest.mark.parametrize("name", ["Nexistepas.jpg", "Lille (exemple 59350).jpg", "X (exemple 00000).jpg"])
async def test_unknown_files_are_missing(client, name):
    (page,) = (await client.find_file(name))["pages"]
    assert page["missing"] is True


async def test_gone_files_are_missing(client, codes):
    assert (await _photo(client, codes["file_gone"]))["missing"] is True


@pytest.mark.parametrize(
    ("oddity", "mime"),
    [
        ("tiff", "image/tiff"),
        ("png", "image/png"),
        ("pdf", "application/pdf"),
        ("video", "video/webm"),
        ("arms_on_item", "image/svg+xml"),
    ],
)
async def test_files_are_of_all_kinds(client, codes, oddity, mime):
    assert (await _info(client, codes[oddity]))["mime"] == mime


@pytest.mark.parametrize(("oddity", "size"), [("panorama", (12_000, 1500)), ("upright", (2667, 4000))])
async def test_files_are_of_all_shapes(client, codes, oddity, size):
    info = await _info(client, codes[oddity])
    assert (info["width"], info["height"]) == size


async def test_no_metadata_is_an_empty_list(client, codes):
    assert (await _info(client, codes["no_metadata"]))["extmetadata"] == []


async def test_files_may_need_continue(client, server):
    server.play("W7")
    titles = "|".join(f"File:Blason ville fr {name}.svg" for name in _ARMS)
    params = {"titles": titles, "prop": "imageinfo", "iiprop": "size"}
    first = await client.commons(**params)
    assert first["continue"] == {"iicontinue": "10", "continue": "||"}
    rest = await client.commons(**params, **first["continue"])
    assert [page["title"] for page in rest["query"]["pages"] if "imageinfo" in page] == titles.split("|")[10:]


_ARMS = [
    f"{name} (exemple {code})"
    for code, name in {
        "59350": "Lille",
        "62041": "Arras",
        "75056": "Paris",
        "69123": "Lyon",
        "13055": "Marseille",
        "31555": "Toulouse",
        "06088": "Nice",
        "44109": "Nantes",
        "34172": "Montpellier",
        "67482": "Strasbourg",
        "33063": "Bordeaux",
    }.items()
]
