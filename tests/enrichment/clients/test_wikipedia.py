from services.enrichment.clients.wikimedia import Wikimedia as Client
from services.enrichment.clients.wikipedia import Revision, get_pages, get_revisions
from tests.enrichment.stand_in import Wikimedia

TITLES = ["Lille", "Lyon", "Marseille", "Bordeaux", "Nantes", "Nice", "Toulouse"]


async def test_pages_come_by_the_title_that_was_asked_for(client: Client):
    pages = await get_pages(client, ["lille", "Nulle part"])
    assert set(pages) == {"lille"}
    page = pages["lille"]
    assert (page.title, page.url) == ("Lille", "https://fr.wikipedia.org/wiki/Lille")
    assert page.extract.startswith("Lille")
    assert not page.is_disambiguation
    assert page.item is not None


async def test_a_page_that_moved_comes_under_its_old_title(client: Client, wikimedia: Wikimedia):
    before = (await get_pages(client, ["Lille"]))["Lille"]
    wikimedia.edit("59350", moved_to="Lille (Nord)")
    after = (await get_pages(client, ["Lille"]))["Lille"]
    assert after.title == "Lille (Nord)"
    assert (after.id, after.item) == (before.id, before.item)


async def test_an_answer_in_parts_is_the_same_answer(client: Client, wikimedia: Wikimedia):
    whole = await get_pages(client, TITLES)
    wikimedia.switch(extracts_at_once=2, images_at_once=3)
    wikimedia.forget_calls()
    assert await get_pages(client, TITLES) == whole
    assert wikimedia.count() == 4


async def test_revisions_tell_what_changed(client: Client, wikimedia: Wikimedia):
    pages = await get_pages(client, TITLES)
    ids = [page.id for page in pages.values()]
    before = await get_revisions(client, [*ids, 999_999_999])
    assert before == {page.id: Revision(page.revision, page.image) for page in pages.values()}
    wikimedia.edit("59350")
    after = await get_revisions(client, ids)
    assert {page for page in ids if after[page] != before[page]} == {pages["Lille"].id}


async def test_a_page_that_is_gone_has_no_revision(client: Client, wikimedia: Wikimedia):
    page = (await get_pages(client, ["Lille"]))["Lille"]
    wikimedia.edit("59350", missing=True)
    assert await get_revisions(client, [page.id]) == {}
