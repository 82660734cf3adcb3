from operator import attrgetter

from services.importer.keys import unique_rows
from services.importer.report import Report
from shared.events.rows import Title


def title(code_ogr: str, label: str = "Chef") -> dict[str, str]:
    return {"code_ogr": code_ogr, "code_rome": "A1101", "label": label}


def test_the_first_row_of_a_key_counts_and_the_next_are_reported():
    report = Report()
    records = [(2, title("1", "first")), (3, title("1", "second")), (4, title("2"))]
    rows = list(unique_rows(Title, attrgetter("code_ogr"), records, report, "f"))
    assert [row.label for row in rows] == ["first", "Chef"]
    assert report.reasons == {"duplicate": 1}


def test_a_row_that_the_contract_forbids_does_not_use_up_its_key():
    report = Report()
    records = [(2, title("1", "")), (3, title("1"))]
    assert len(list(unique_rows(Title, attrgetter("code_ogr"), records, report, "f"))) == 1
    assert report.reasons == {"invalid label": 1}
