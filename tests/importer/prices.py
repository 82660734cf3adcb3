"""A dataset of prices, as large as a test asks: a CSV file `code;price` and its reader."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from services.importer.dataset import Dataset
from services.importer.locate import Located
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from services.importer.values import decimal, valid_row
from shared.events.rows import Price, Row


def read_prices(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    report.vintage = "2024"
    for path in paths:
        for line, record in read_table(path, report, columns={"code": ("code",), "price": ("price",)}):
            values = {"code_insee": record["code"], "price_m2": decimal(record["price"]), "sales": line}
            if row := valid_row(Price, values, report, path.name, line):
                yield row


PRICES = Dataset(
    name="prices",
    title="Prix",
    producer="Nobody",
    licence="Licence Ouverte 2.0",
    page="https://example.org/prices",
    read=read_prices,
    minimum_rows=10,
)


def price_file(folder: Path, rows: int) -> Located:
    path = folder / "prices.csv"
    lines = (f"{1000 + number:05};{1000 + number % 3000},5\n" for number in range(rows))
    path.write_text("code;price\n" + "".join(lines))
    return Located((path,), "https://example.org/prices")
