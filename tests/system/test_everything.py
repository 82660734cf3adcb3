"""`mobiville import all --from ../shared/data`: every real file, at full size, over the real servers."""

import re

import pytest

from services.importer.catalog import DATASETS
from tests.system.stack import ROOT, Stack, fetch_json

SHARED = ROOT.parent / "shared" / "data"

# rows that the files make; what the folder does not have is left alone
ROWS = {
    "regions": 18,
    "former-regions": 27,
    "departements": 101,
    "cities": 34_920,
    "bassins": 34_875,
    "equipment-types": 229,
    "rents": 34_896,
    "typical-rents": 50,
    "prices": 26_759,
    "social-housing-delays": 26,
    "offers": 163_153,
    "helps": 17,
    "outlines": 119,
    "occupations": 1_584,
    "titles": 13_120,
    "skills": 12_109,
    "pcs": 1_921,
    "tensions": 27_135,
}


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there: the real files cannot be imported")
async def test_every_real_file_is_imported_and_again_changes_nothing(stack: Stack):
    first = _outcomes(await stack.cli("import", "all", "--from", str(SHARED)))
    assert {name: rows for name, (rows, _) in first.items()} == ROWS
    again = _outcomes(await stack.cli("import", "all", "--from", str(SHARED)))
    assert {changes for _, changes in again.values()} == {(0, 0, 0)}
    states = fetch_json(f"{stack.cities.url}/internal/datasets")
    assert {state["dataset"]: state["rows"] for state in states}.items() <= ROWS.items()
    answer = fetch_json(f"{stack.cities.url}/api/v1/cities?rome=J1506&min_tension=5&per_page=1")
    assert answer["total"] > 0
    assert answer["sample"] is False


def _outcomes(printed: str) -> dict[str, tuple[int, tuple[int, ...]]]:
    """Per dataset: rows, and the new, changed and gone rows that its owners counted together."""
    outcomes: dict[str, tuple[int, tuple[int, ...]]] = {}
    for block in re.split(r"\n(?=\S)", printed):
        if found := re.match(r"([a-z-]+): ([0-9,]+) rows", block):
            counts = re.findall(r"([0-9,]+) new, ([0-9,]+) changed, ([0-9,]+) gone", block)
            sums = tuple(sum(_number(count) for count in column) for column in zip(*counts, strict=True))
            outcomes[found[1]] = _number(found[2]), sums
    assert outcomes.keys() <= {dataset.name for dataset in DATASETS}
    return outcomes


def _number(text: str) -> int:
    return int(text.replace(",", ""))
