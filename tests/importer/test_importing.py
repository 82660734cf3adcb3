import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.importer.answers import ImportFailedError
from services.importer.dataset import RefusedFileError
from services.importer.importing import Importer, check_dataset, import_dataset, open_importer
from services.importer.locate import Located
from services.importer.progress import Progress
from services.importer.reference import Reference
from services.importer.settings import ImporterSettings
from shared.broker.memory import MemoryBroker
from tests.importer.owner import Owner
from tests.importer.prices import PRICES, price_file, read_prices


def unseen(progress: Progress) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
async def broker() -> AsyncIterator[MemoryBroker]:
    broker = MemoryBroker()
    yield broker
    await broker.close()


@pytest.fixture
async def owner(broker: MemoryBroker) -> Owner:
    owner = Owner(broker)
    await owner.listen("prices", "bassins")
    return owner


@pytest.fixture
def settings(tmp_path: Path) -> ImporterSettings:
    return ImporterSettings(
        reports_dir=tmp_path / "reports", publish_seconds=1, apply_seconds=5, ask_again_seconds=0.05
    )


@pytest.fixture
async def importer(broker: MemoryBroker, reference: Reference, settings: ImporterSettings) -> Importer:
    return await open_importer(broker, reference, settings)


async def test_the_owner_has_every_row_when_the_import_ends(importer: Importer, owner: Owner, tmp_path: Path):
    outcome = await import_dataset(importer, PRICES, price_file(tmp_path, 25_000), unseen)
    rows = owner.rows(outcome.sync.sync_id)
    assert (len(rows), rows[0]["code_insee"], rows[-1]["code_insee"]) == (25_000, "01000", "25999")
    assert outcome.owners["cities"].inserted == 25_000
    assert (outcome.accepted, outcome.batches, outcome.rejected, outcome.report) == (25_000, 13, 0, None)


async def test_the_owner_is_told_where_the_rows_come_from(importer: Importer, owner: Owner, tmp_path: Path):
    await import_dataset(importer, PRICES, price_file(tmp_path, 20), unseen)
    source = owner.started[0].source
    assert owner.completed[0].source == source
    assert (source.producer, source.vintage, source.file, source.sample) == (
        "Nobody",
        "2024",
        "prices.csv",
        False,
    )


async def test_a_sample_is_marked_as_one(importer: Importer, owner: Owner, tmp_path: Path):
    await import_dataset(importer, PRICES, replace(price_file(tmp_path, 20), sample=True), unseen)
    source = owner.started[0].source
    assert source.sample
    assert (source.producer, source.licence) == ("Mobiville", "MIT")
    assert source.title.endswith("(échantillon)")


async def test_rows_that_cannot_be_used_are_reported_and_the_rest_is_imported(
    importer: Importer, owner: Owner, tmp_path: Path
):
    located = price_file(tmp_path, 20)
    with located.files[0].open("a") as file:
        file.write("nowhere;12\n01001;0\n")
    outcome = await import_dataset(importer, PRICES, located, unseen)
    assert (outcome.accepted, outcome.rejected) == (20, 2)
    assert outcome.reasons == {"invalid code_insee": 1, "invalid price_m2": 1}
    assert outcome.report is not None
    assert "prices.csv,22,invalid code_insee" in outcome.report.read_text()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("code;price\n01001;1\n", "1 usable rows where prices has at least 10"),
        ("code;price\n" + "x;1\n" * 50, r"50 rows rejected: invalid code_insee \(50\)"),
        ("code;rent\n01001;1\n", "missing columns: price"),
        ("code;price\n" + "01001;1\n" * 50 + "010", "ends in the middle of a row"),
    ],
)
async def test_nothing_of_a_refused_file_is_sent(
    importer: Importer, owner: Owner, tmp_path: Path, content: str, reason: str
):
    path = tmp_path / "prices.csv"
    path.write_text(content)
    with pytest.raises(RefusedFileError, match=reason):
        await import_dataset(importer, PRICES, Located((path,), "https://example.org"), unseen)
    assert owner.message_ids == []


async def test_a_dry_run_reads_and_reports_and_sends_nothing(
    owner: Owner, reference: Reference, settings: ImporterSettings, tmp_path: Path
):
    outcome = await check_dataset(PRICES, price_file(tmp_path, 4_001), reference, settings, unseen)
    assert (outcome.accepted, outcome.batches, outcome.owners) == (4_001, 3, {})
    assert owner.message_ids == []


async def test_the_refusal_of_an_owner_is_told(importer: Importer, owner: Owner, tmp_path: Path):
    owner.refuses_with = "code_insee 01000 is there twice"
    with pytest.raises(ImportFailedError, match="cities: code_insee 01000 is there twice"):
        await import_dataset(importer, PRICES, price_file(tmp_path, 20), unseen)


async def test_an_answer_that_got_lost_is_asked_for_again(importer: Importer, owner: Owner, tmp_path: Path):
    owner.ignored = 2
    outcome = await import_dataset(importer, PRICES, price_file(tmp_path, 20), unseen)
    assert outcome.owners["cities"].total == 20


async def test_an_owner_that_stays_silent_is_named(importer: Importer, owner: Owner, tmp_path: Path):
    owner.ignored = 1_000_000
    impatient = replace(importer, settings=importer.settings.model_copy(update={"apply_seconds": 0.2}))
    with pytest.raises(ImportFailedError, match="cities did not say within"):
        await import_dataset(impatient, PRICES, price_file(tmp_path, 20), unseen)


async def test_every_owner_is_waited_for(importer: Importer, owner: Owner, tmp_path: Path):
    tensions = Owner(owner.broker, "tensions")
    await tensions.listen("bassins")
    bassins = replace(PRICES, name="bassins")
    outcome = await import_dataset(importer, bassins, price_file(tmp_path, 20), unseen)
    assert set(outcome.owners) == {"cities", "tensions"}


async def test_an_owner_that_never_started_is_told(importer: Importer, tmp_path: Path):
    with pytest.raises(ImportFailedError, match="prices could not be published: no queue is bound"):
        await import_dataset(importer, PRICES, price_file(tmp_path, 20), unseen)


async def test_two_imports_at_once_are_both_answered(importer: Importer, owner: Owner, tmp_path: Path):
    located = price_file(tmp_path, 5_000)
    both = await asyncio.gather(*(import_dataset(importer, PRICES, located, unseen) for _ in range(2)))
    assert len({outcome.sync.sync_id for outcome in both}) == 2
    assert [len(owner.rows(outcome.sync.sync_id)) for outcome in both] == [5_000, 5_000]


async def test_progress_goes_through_its_phases(importer: Importer, owner: Owner, tmp_path: Path):
    seen: list[Progress] = []
    await import_dataset(importer, PRICES, price_file(tmp_path, 5_000), seen.append)
    assert list(dict.fromkeys(progress.phase for progress in seen)) == ["reading", "publishing", "applying"]
    assert [progress.rows for progress in seen if progress.phase == "reading"] == [2_000, 4_000, 5_000]
    published = [progress for progress in seen if progress.phase == "publishing"][-1]
    assert (published.rows, published.total_rows, published.batches) == (5_000, 5_000, 3)
    assert published.bytes > 100_000


async def test_the_event_loop_is_served_while_a_file_is_read(
    importer: Importer, owner: Owner, tmp_path: Path
):
    loop_ran = threading.Event()

    def read_when_the_loop_ran(files, report, reference):
        assert loop_ran.wait(10)
        yield from read_prices(files, report, reference)

    patient = replace(PRICES, read=read_when_the_loop_ran)
    running = asyncio.create_task(import_dataset(importer, patient, price_file(tmp_path, 20), unseen))
    await asyncio.sleep(0)
    loop_ran.set()
    assert (await running).accepted == 20
