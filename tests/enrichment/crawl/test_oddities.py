"""What the crawl makes of each oddity of the stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.enrichment.tables import attempts, pictures, portraits
from tests.enrichment.crawling import crawl_settings, read_communes, running_enrichment
from tests.enrichment.stand_in import Wikimedia

pytestmark = pytest.mark.asyncio(loop_scope="module")

NO_PORTRAIT = {
    "two_current": "several-items",
    "no_code": "no-item",
    "unknown_code": "no-item",
    "no_sitelink": "no-page",
    "redirect_elsewhere": "other-page",
    "disambiguation": "disambiguation",
    "missing": "no-page",
    "empty_extract": "no-text",
}
NO_PHOTO = {
    "no_image": "no-image",
    "arms_only": "not-a-photo",
    "arms_raster": "not-a-photo",
    "map_only": "not-a-photo",
    "flag_only": "not-a-photo",
    "logo_only": "not-a-photo",
    "local_logo": "no-image",
    "file_gone": "not-on-commons",
    "pdf": "not-a-photo",
    "video": "not-a-photo",
    "tiny": "too-small",
    "no_licence": "no-licence",
    "odd_licence": "no-licence",
    "nonfree_licence": "not-free",
    "no_metadata": "no-licence",
}


class Crawled:
    """What was found of the fixed commune of each oddity."""

    def __init__(self, codes: dict[str, str], tables: list[dict[str, dict[str, object]]]) -> None:
        self.codes = codes
        self._attempts, self._portraits, self._pictures = tables

    def reason(self, oddity: str) -> object:
        return self._attempts[self.codes[oddity]]["reason"]

    def portrait(self, oddity: str) -> dict[str, object] | None:
        return self._portraits.get(self.codes[oddity])

    def picture(self, oddity: str) -> dict[str, object] | None:
        return self._pictures.get(self.codes[oddity])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crawled(
    wikimedia_server: Wikimedia, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Crawled]:
    home: Path = tmp_path_factory.mktemp("oddities")
    wikimedia_server.reset()
    codes = wikimedia_server.find_oddities()
    settings = crawl_settings(f"sqlite+aiosqlite:///{home / 'enrichment.db'}", wikimedia_server, home)
    async with running_enrichment(settings, wikimedia_server) as enrichment:
        await enrichment.crawl(read_communes(list(codes.values())))
        yield Crawled(codes, [await enrichment.rows(table) for table in (attempts, portraits, pictures)])


async def test_every_oddity_is_met(crawled: Crawled):
    reasons = {oddity: crawled.reason(oddity) for oddity in crawled.codes}
    assert {oddity: reason for oddity, reason in reasons.items() if reason} == NO_PORTRAIT
    portraits_found = {oddity: crawled.portrait(oddity) for oddity in crawled.codes}
    assert {oddity for oddity, portrait in portraits_found.items() if portrait is None} == set(NO_PORTRAIT)
    missing = {oddity: one["picture_missing"] for oddity, one in portraits_found.items() if one}
    assert {oddity: reason for oddity, reason in missing.items() if reason} == NO_PHOTO
    without_picture = {oddity for oddity in crawled.codes if crawled.picture(oddity) is None}
    assert without_picture == {*NO_PORTRAIT, *NO_PHOTO}


async def test_no_text_has_leftovers(crawled: Crawled):
    for oddity in crawled.codes:
        text = str((crawled.portrait(oddity) or {"text": ""})["text"])
        for rubbish in (
            "[",
            "]",
            "()",
            "( ",
            " )",
            "  ",
            "\u200b",
            "\xad",
            "&",
            "Écouter",
            "Wikidata",
            "mw-",
            "ⓘ",
        ):
            assert rubbish not in text.replace("étals & deux", ""), (oddity, text)


async def test_a_useful_parenthesis_stays(crawled: Crawled):
    portrait = crawled.portrait("nested_parentheses")
    assert portrait is not None
    assert "(forme ancienne : " in str(portrait["text"])


async def test_a_long_text_ends_with_a_sentence(crawled: Crawled):
    portrait = crawled.portrait("long")
    assert portrait is not None
    assert portrait["shortened"]
    assert str(portrait["text"]).endswith(".")
    assert 300 < len(str(portrait["text"])) <= 600


async def test_a_page_that_moved_is_known_by_its_new_title(crawled: Crawled):
    portrait = crawled.portrait("moved")
    assert portrait is not None
    assert portrait["title"] == "Allemagne-en-Provence"


@pytest.mark.parametrize(
    ("oddity", "words"),
    [("arms_on_page", "lason"), ("arms_on_item", "lason")],
)
async def test_arms_give_way_to_the_other_picture(crawled: Crawled, oddity: str, words: str):
    picture = crawled.picture(oddity)
    assert picture is not None
    assert words not in str(picture["file"])


async def test_authors_are_plain_text_or_said_to_be_unknown(crawled: Crawled):
    authors = {key: (crawled.picture(key) or {}).get("author") for key in crawled.codes}
    assert authors["no_artist"] is None
    assert authors["unknown_artist"] is None
    assert "<" not in str(authors["hostile_artist"])
    assert "alert" not in str(authors["hostile_artist"])
    assert len(str(authors["long_artist"])) <= 300
    assert all(authors[key] for key in ("panorama", "upright", "public_domain", "free_licences"))


async def test_links_to_licences_can_be_followed(crawled: Crawled):
    protocol, public = crawled.picture("licence_protocol"), crawled.picture("public_domain")
    assert protocol is not None
    assert public is not None
    assert str(protocol["licence_url"]).startswith("https://creativecommons.org/")
    assert public["licence_url"] is None
