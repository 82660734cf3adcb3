import json
import tracemalloc

from services.importer.spool import BATCH_BYTES, Spool
from shared.events.importer import ROWS_PER_BATCH
from shared.events.rows import Outline, Price


def price(number: int) -> Price:
    return Price(code_insee=f"{number % 90000 + 1000:05}", price_m2=1234.5, sales=number)


def outline(points: int) -> Outline:
    geometry = {"type": "Polygon", "coordinates": [[[1.5, 45.25]] * points]}
    return Outline(kind="departement", code="19", name="Corrèze", geometry=geometry)


def test_what_is_added_is_read_back_in_numbered_batches():
    rows = [price(number) for number in range(2 * ROWS_PER_BATCH + 1)]
    with Spool() as spool:
        closed = [spool.add(row) for row in rows]
        spool.flush()
        batches = list(spool.read())
    assert [(sequence, count) for sequence, count, _ in batches] == [(0, 2_000), (1, 2_000), (2, 1)]
    assert [row for _, _, data in batches for row in json.loads(data)] == [row.model_dump() for row in rows]
    assert [number for number, was_closed in enumerate(closed) if was_closed] == [1_999, 3_999]


def test_large_rows_make_small_batches():
    with Spool() as spool:
        for _ in range(20):
            spool.add(outline(5_000))
        spool.flush()
        sizes = [len(data) for _, _, data in spool.read()]
    assert max(sizes) <= BATCH_BYTES
    assert spool.batches > 1


def test_a_row_larger_than_a_batch_has_one_to_itself():
    with Spool() as spool:
        for row in (price(1), outline(100_000), price(2)):
            spool.add(row)
        spool.flush()
        assert [count for _, count, _ in spool.read()] == [1, 1, 1]


def test_nothing_added_makes_no_batch():
    with Spool() as spool:
        spool.flush()
        assert (spool.rows, spool.batches, list(spool.read())) == (0, 0, [])


def test_batches_can_be_read_twice():
    with Spool() as spool:
        spool.add(price(1))
        spool.flush()
        assert list(spool.read()) == list(spool.read())


def test_ten_times_the_rows_take_the_same_memory():
    row = Outline(kind="departement", code="19", name="Corrèze", geometry={"wkt": "x" * 2_000})

    def peak(rows: int) -> int:
        tracemalloc.start()
        with Spool() as spool:
            for _ in range(rows):
                spool.add(row)
            spool.flush()
            assert sum(count for _, count, _ in spool.read()) == rows
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(50_000) < 1.2 * peak(5_000)
