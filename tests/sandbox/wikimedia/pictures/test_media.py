import io

import pytest
from PIL import Image


async def _info(client, code, width="960"):
    (item, *_) = (await client.find_items(code)).values()
    name = item["claims"]["P18"][0]["mainsnak"]["datavalue"]["value"]
    query = await client.find_file(name, iiurlwidth=width)
    return query["pages"][0]["imageinfo"][0]


def _open(answer):
    return Image.open(io.BytesIO(answer.body))


async def test_a_thumbnail_is_as_wide_as_was_said(client):
    info = await _info(client, "59350")
    answer = await client.get(info["thumburl"])
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert _open(answer).size == (960, info["thumbheight"])


async def test_pictures_are_the_same_every_time_and_not_those_of_others(client):
    lille, arras = [(await _info(client, code))["thumburl"] for code in ("59350", "62041")]
    first, again, other = [(await client.get(one)).body for one in (lille, lille, arras)]
    assert first == again
    assert first != other


async def test_pictures_are_not_sent_twice(client):
    address = (await _info(client, "59350"))["thumburl"]
    tag = (await client.get(address)).headers["ETag"]
    again = await client.get(address, **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(("policy", "status"), [("400", 400), ("429", 429), ("serve", 200)])
async def test_other_widths_are_refused(client, server, policy, status):
    server.switch(thumb_width_policy=policy)
    address = (await _info(client, "59350"))["thumburl"].replace("/960px-", "/961px-")
    answer = await client.get(address)
    assert answer.status == status
    assert ("Retry-After" in answer.headers) == (policy == "429")


async def test_thumbnails_may_be_on_another_host(client, server):
    server.switch(thumb_host="thumb")
    address = (await _info(client, "59350"))["thumburl"]
    assert "/thumb.wikimedia.org/" in address
    assert (await client.get(address)).status == 200


@pytest.mark.parametrize(
    ("oddity", "mime", "format_name"),
    [("tiff", "image/jpeg", "JPEG"), ("png", "image/png", "PNG"), ("arms_on_item", "image/png", "PNG")],
)
async def test_thumbnails_are_what_browsers_show(client, codes, oddity, mime, format_name):
    answer = await client.get((await _info(client, codes[oddity]))["thumburl"])
    assert answer.headers["Content-Type"] == mime
    assert _open(answer).format == format_name


@pytest.mark.parametrize(
    ("oddity", "mime"),
    [
        ("tiff", "image/tiff"),
        ("pdf", "application/pdf"),
        ("video", "video/webm"),
        ("arms_on_item", "image/svg+xml"),
    ],
)
async def test_files_themselves_are_what_they_are(client, codes, oddity, mime):
    answer = await client.get((await _info(client, codes[oddity]))["url"])
    assert answer.headers["Content-Type"].startswith(mime)


async def test_built_addresses_lead_nowhere(client):
    address = (await _info(client, "59350"))["url"]
    folder = address.split("/commons/")[1][:4]
    assert (await client.get(address.replace(f"/commons/{folder}", "/commons/0/00"))).status == 404
    assert (await client.get(address.replace("59350", "00000"))).status == 404
