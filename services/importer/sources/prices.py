"""Mean sale prices per commune, from the deeds that the tax administration publishes (DVF).

Two forms. dvf-communes-2019: INSEE_COM, Nb_Ventes, PrixMoyen_M2, `NA` where nothing was sold.
stats_whole_period (all sales of the last five years): code_geo, echelle_geo (only `commune` is read),
nb_ventes_whole_apt_maison, moy_prix_m2_whole_apt_maison, that is flats and houses together.
Alsace, Moselle and Mayotte are not in DVF: their prices stay unknown.
"""

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from services.importer.dataset import Dataset, Download
from services.importer.figures import read_figures, year_in
from services.importer.keys import is_new
from services.importer.places import arrondissements_by_city, current_commune
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from services.importer.values import code_insee, valid_row
from shared.events.rows import Price, Row

_COLUMNS = {
    "code_insee": ("INSEE_COM", "code_geo"),
    "scale": ("echelle_geo",),
    "sales": ("Nb_Ventes", "nb_ventes_whole_apt_maison"),
    "price_m2": ("PrixMoyen_M2", "moy_prix_m2_whole_apt_maison"),
}
_HIGHEST_PRICE_M2 = 100_000
CITY_MEAN = "price of a city: mean of its arrondissements, weighted by their sales"
MERGED_MEAN = "price of merged communes: mean weighted by their sales"


def read_prices(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """Prices in euros per m2; communes that have merged since give their mean to their successor."""
    for path in paths:
        report.vintage = year_in(path)
        prices = {
            code: _mean(merged, code, report, MERGED_MEAN)
            for code, merged in _read_file(path, report, reference).items()
        }
        yield from prices.values()
        for city, codes in arrondissements_by_city(reference).items():
            parts = [prices[code] for code in codes if code in prices]
            if parts and city not in prices:
                yield _mean(parts, city, report, CITY_MEAN)


def _read_file(path: Path, report: Report, reference: Reference) -> dict[str, list[Price]]:
    """The prices of the file by today's commune."""
    prices: dict[str, list[Price]] = {}
    seen: set[Hashable] = set()
    for line, cells in read_table(
        path, report, columns=_COLUMNS, required=("code_insee", "sales", "price_m2")
    ):
        if cells["scale"] not in ("", "commune"):
            continue
        code = current_commune(cells["code_insee"], reference, report, path.name, line)
        price = _price(code, cells, report, path.name, line) if code else None
        if price and is_new(code_insee(cells["code_insee"]), seen, report, path.name, line):
            prices.setdefault(price.code_insee, []).append(price)
    return prices


def _price(code: str, cells: dict[str, str], report: Report, file: str, line: int) -> Price | None:
    figures = read_figures(cells, ("price_m2", "sales"), report, file, line)
    if figures is None:
        return None
    price = figures["price_m2"]
    if price is None:
        report.reject(file, line, "no sale, so no price")
        return None
    if price > _HIGHEST_PRICE_M2:
        report.reject(file, line, f"more than {_HIGHEST_PRICE_M2:,} euros per m2", cells["price_m2"])
        return None
    return valid_row(Price, {"code_insee": code, **figures}, report, file, line)


def _mean(prices: list[Price], code: str, report: Report, repair: str) -> Price:
    if len(prices) == 1:
        return prices[0].model_copy(update={"code_insee": code})
    report.repair(repair)
    weights = [price.sales or 1 for price in prices]
    total = sum(price.price_m2 * weight for price, weight in zip(prices, weights, strict=True))
    known = [price.sales for price in prices if price.sales is not None]
    sales = sum(known) if len(known) == len(prices) else None
    return Price(code_insee=code, price_m2=total / sum(weights), sales=sales)


DATASETS = (
    Dataset(
        name="prices",
        title="Statistiques des ventes immobilières par commune (DVF)",
        producer="DGFiP, data.gouv.fr",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/statistiques-dvf",
        read=read_prices,
        minimum_rows=10_000,
        aliases=("dvf", "housingPrices"),
        downloads=(
            Download(
                "https://data-pipeline-open.s3.sbg.io.cloud.ovh.net/dvf/stats_whole_period.csv",
                "stats_whole_period.csv",
            ),
        ),
        patterns=("stats_whole_period*.csv", "dvf-communes-*.csv"),
    ),
)
