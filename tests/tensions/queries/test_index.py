import pytest

from services.tensions.queries.index import BassinPart, Cell, OccupationRow, TraitRow, load_index
from services.tensions.state import ENGINE
from shared.database import reading
from tests.tensions.running import Tensions

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_bassins_are_summed_by_departement(both_tensions: Tensions):
    async with reading(both_tensions.client.app[ENGINE]) as connection:
        rows = await load_index(connection)
    assert rows.bassin_parts == [
        BassinPart("0101", "BASSE-TERRE", "971", "01", 1, None),
        BassinPart("5301", "RENNES", "22", "53", 1, 100_000),
        BassinPart("5301", "RENNES", "35", "53", 2, 300_000),
        BassinPart("5302", "SAINT-BRIEUC", "22", "53", 1, 100_000),
        BassinPart("5313", "REDON", "35", "53", 1, 20_000),
        BassinPart("5313", "REDON", "44", "52", 1, 10_000),
    ]
    assert all(type(part.population) in (int, type(None)) for part in rows.bassin_parts)


async def test_rows_are_those_of_the_tables_in_the_order_of_keys(both_tensions: Tensions):
    async with reading(both_tensions.client.app[ENGINE]) as connection:
        rows = await load_index(connection)
    assert rows.occupations[-1] == OccupationRow(
        "J1508", "Infirmier / Infirmière en pratique avancée", "J1506"
    )
    assert rows.cells[0] == Cell("A1101", "5301", 2021, 5, 100.0, 5.0)
    assert rows.cells[-1] == Cell("J1506", "5313", 2021, None, 3.0, None)
    assert rows.pcs == [TraitRow("G1803", "561a"), TraitRow("J1506", "431f")]
    assert len(rows.titles) == 5
    assert set(rows.datasets) == {"occupations", "titles", "skills", "pcs", "bassins", "tensions"}
