import re

import pytest


async def _credit(client, code):
    (item, *_) = (await client.find_items(code)).values()
    name = item["claims"]["P18"][0]["mainsnak"]["datavalue"]["value"]
    described = (await client.find_file(name))["pages"][0]["imageinfo"][0]["extmetadata"]
    return {key: entry["value"] for key, entry in described.items()}


@pytest.mark.parametrize(
    ("oddity", "absent"),
    [
        ("no_artist", {"Artist"}),
        ("no_licence", {"LicenseShortName", "LicenseUrl", "UsageTerms"}),
        ("odd_licence", {"LicenseUrl"}),
        ("public_domain", {"LicenseUrl"}),
    ],
)
async def test_credits_may_lack_parts(client, codes, oddity, absent):
    whole = set(await _credit(client, "59350"))
    assert absent <= whole
    assert not absent & set(await _credit(client, codes[oddity]))


@pytest.mark.parametrize(
    ("oddity", "field", "pattern"),
    [
        ("unknown_artist", "Artist", "Unknown author|Auteur inconnu"),
        ("hostile_artist", "Artist", "<script>"),
        ("long_artist", "Artist", ".{400,}"),
        ("nonfree_licence", "NonFree", "true"),
        ("licence_protocol", "LicenseUrl", "^//"),
        ("free_licences", "LicenseShortName", "CC0|FAL|GFDL|CC BY-SA 3.0 fr|Etalab"),
    ],
)
async def test_credits_may_be_odd(client, codes, oddity, field, pattern):
    assert re.search(pattern, (await _credit(client, codes[oddity]))[field])
