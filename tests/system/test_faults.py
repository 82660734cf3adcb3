"""What is killed in the middle of an import comes back, and at the end every row is there once."""

import asyncio
import csv
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.broker.connect import connect
from shared.database import create_engine, reading
from shared.events.rows import Region
from tests.publish import sync_messages
from tests.system.stack import ROOT, Stack, fetch_json, fetch_status
from tests.waiting import until

COMMUNES = ROOT / "bundled" / "communes.csv"


def expected_communes(path: Path = COMMUNES) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            [row["code_insee"], row["name"], row["departement"], row["population"] or "NULL"]
            for row in csv.DictReader(file)
        ]
    return sorted(rows)


def stored_communes(stack: Stack) -> list[list[str]]:
    return sorted(stack.rows("cities", "commune", "code_insee, name, departement, population", "code_insee"))


async def wait_for_staging(stack: Stack) -> None:
    """Until the owner has taken some of the 18 batches."""
    engine = create_engine(stack.databases["cities"])

    async def count() -> int:
        async with reading(engine) as connection:
            return await connection.scalar(text("SELECT COUNT(*) FROM sync_batch")) or 0

    await until(count, seconds=60, every=0.005)
    await engine.dispose()


async def finish(importer: "subprocess.Popen[str]") -> str:
    printed, _ = await asyncio.to_thread(importer.communicate, timeout=180)
    assert importer.returncode == 0, printed
    return printed


@pytest.mark.parametrize("victim", ["broker", "consumer", "database"])
async def test_a_kill_in_the_middle_loses_and_doubles_nothing(stack: Stack, victim: str):
    importer = stack.start_cli("import", "cities", "--from", str(COMMUNES))
    await wait_for_staging(stack)
    match victim:
        case "broker":
            stack.rabbitmq.kill9()
            stack.rabbitmq.start()
        case "consumer":
            stack.cities.process.kill()
            stack.cities.start()
        case "database":
            stack.mariadb.kill9()
            stack.mariadb.start()
    await finish(importer)
    assert stored_communes(stack) == expected_communes()


async def test_batches_twice_and_out_of_order_make_the_same_rows(stack: Stack):
    rows = [
        Region(code=f"{number:02}", name=f"Region {number}", population=number, area_km2=1.5)
        for number in range(90)
    ]
    broker = connect(stack.amqp, name="test")
    for key, body, message_id in reversed(sync_messages("regions", rows, rows_per_batch=10)):
        for copy in ("a", "b"):
            await broker.publish(key, body, message_id=f"{message_id}{copy}")
    await broker.close()
    await until(lambda: len(stack.rows("cities", "region", "code", "code")) == 90)
    stored = stack.rows("cities", "region", "code, name, population", "code")
    assert stored == [[row.code, row.name, str(row.population)] for row in rows]


async def test_two_importers_at_once_leave_one_whole_import(stack: Stack):
    importers = [stack.start_cli("import", "cities", "--from", str(COMMUNES)) for _ in range(2)]
    outputs = await asyncio.gather(*(asyncio.to_thread(one.communicate, timeout=180) for one in importers))
    codes = {one.returncode for one in importers}
    assert 0 in codes, outputs
    assert codes <= {0, 1}
    assert stored_communes(stack) == expected_communes()


async def test_an_import_of_unchanged_data_changes_nothing(stack: Stack):
    await stack.cli("import", "departements", "--from", str(ROOT / "bundled" / "departements.csv"))
    again = await stack.cli("import", "departements", "--from", str(ROOT / "bundled" / "departements.csv"))
    assert "cities: 0 new, 0 changed, 0 gone" in again


async def test_a_reader_never_sees_a_mixture_and_new_data_go_live(stack: Stack, tmp_path: Path):
    await stack.cli("import", "regions", "departements", "cities", "--from", str(ROOT / "bundled"))
    url = f"{stack.cities.url}/api/v1/cities?per_page=1"
    await until(lambda: fetch_status(url) == 200 and fetch_json(url)["total"] == 34_875, seconds=60)
    shifted = _with_population_plus_one(tmp_path / "communes.csv")
    seen: set[tuple[object, ...]] = set()
    polling = asyncio.create_task(_poll(stack, seen))
    await stack.cli("import", "cities", "--from", str(shifted))
    await until(lambda: len(seen) == 2, seconds=60)
    polling.cancel()
    before, after = sorted(seen, key=str)
    assert all(new == old + 1 for old, new in zip(before, after, strict=True)), seen  # type: ignore[operator]


async def _poll(stack: Stack, seen: set[tuple[object, ...]]) -> None:
    """Populations of the first and the last towns of one answer: all old or all new."""
    url = f"{stack.cities.url}/api/v1/cities?sort=population&per_page=100"
    while True:
        answer = await asyncio.to_thread(fetch_json, url)
        items = answer["items"]
        assert isinstance(items, list)
        seen.add(tuple(item["population"] for item in items))


def _with_population_plus_one(path: Path) -> Path:
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [
            {**row, "population": str(int(row["population"]) + 1) if row["population"] else ""}
            for row in reader
        ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


async def test_a_poison_batch_is_a_dead_letter_that_an_operator_can_see(stack: Stack):
    poison = b'{"dataset": "cities", "rows": "none"}'

    broker = connect(stack.amqp, name="test")
    await broker.publish("sync.cities.batch", poison, message_id="poison-1")
    await broker.close()
    await until(lambda: "poison-1" in _list_dead_letters(stack), every=0.5)
    assert "SyncBatch" in _list_dead_letters(stack)


def _list_dead_letters(stack: Stack) -> str:
    process = stack.start_cli("dead-letters", "list")
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0, printed
    return printed
