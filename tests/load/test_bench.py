"""What `make bench` makes of its measures."""

import pytest

from tests.load.bench.elsewhere import _MEMORY
from tests.load.bench.hot_paths import room_of
from tests.load.bench.operations import VARIED, list_operations
from tests.load.bench.report import NoSectionError, replace_section, rounded, table
from tests.load.bench.sizes import _packages
from tests.load.bench.wrk import WrkError, _read

DOCUMENT = (
    "before\n<!-- bench:a -->\nold\n<!-- /bench:a -->\n<!-- bench:b -->\nkept\n<!-- /bench:b -->\nafter"
)


def test_only_the_section_of_the_part_is_replaced():
    replaced = replace_section(DOCUMENT, "a", r"new \1")
    assert replaced == DOCUMENT.replace("old", r"new \1")
    assert replace_section(replaced, "a", "old") == DOCUMENT


@pytest.mark.parametrize("document", ["", DOCUMENT + DOCUMENT, "<!-- bench:a -->"])
def test_a_section_that_is_not_there_once_is_said(document: str):
    with pytest.raises(NoSectionError, match="bench:a"):
        replace_section(document, "a", "new")


def test_what_was_not_measured_is_an_empty_cell():
    assert table(("name", "figure"), [("one", None), ("two", 0)]).splitlines()[2:] == [
        "| one |  |",
        "| two | 0 |",
    ]


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (12345.6, "12,300"),
        (999.6, "1,000"),
        (1.2345, "1.23"),
        (0.00012345, "0.000123"),
        (0, "0"),
        (None, None),
    ],
)
def test_figures_have_three_digits_that_mean_something(figure: float | None, shown: str | None):
    assert rounded(figure) == shown


def test_the_addresses_of_an_operation_are_different_and_always_the_same():
    search = next(one for one in list_operations() if one.name == "search by occupation")
    assert len(set(search.requests)) == len(search.requests)
    first, second = search.never_asked(0), search.never_asked(1)
    assert first
    assert second
    assert not {*first} & {*second, *search.varied}
    assert len(search.varied) == VARIED
    list_operations.cache_clear()
    assert search in list_operations()


def test_an_operation_with_few_addresses_has_none_that_nobody_asked():
    region = next(one for one in list_operations() if one.name == "region")
    assert region.varied
    assert not region.never_asked(0)


def test_wrks_result_is_read_from_what_it_prints():
    line = '{"requests": 300, "microseconds": 1500000, "p50": 1200, "p99": 3400, "errors": 2}'
    measured = _read(f"Running 1s test\n{line}\n", "")
    assert (measured.per_second, measured.p50, measured.p99, measured.errors) == (200, 1.2, 3.4, 2)
    with pytest.raises(WrkError, match="unable to connect"):
        _read("", "unable to connect")


def test_time_belongs_to_the_innermost_room():
    frames = (
        "main (services/cities/__main__.py:1)",
        "start (aiohttp/web_protocol.py:2)",
        "recv (socket.py:3)",
    )
    assert room_of(frames) == "aiohttp"
    assert room_of(("sort (/usr/lib/python3/heapq.py:1)",)) == "the rest"


def test_memory_is_read_from_what_the_imports_print():
    printed = "| a |\ncities: 210 MB, peak 340 MB\nimporter (this process): peak 95 MB\n"
    assert _MEMORY.findall(printed) == [("cities", "340"), ("importer", "95")]


def test_the_packages_of_an_image_are_those_of_its_extras():
    packages = {package.name: package.size for package in _packages("jobs")}
    assert packages["redis"] > 100_000
    assert "numpy" not in packages
