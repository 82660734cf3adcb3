"""A town with every figure: the bundled data have no rents, prices, equipment or temperatures."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, Route

from services.cities.schemas.sheet import CitySheet

PATH = "**/api/v1/cities/35238*"


def source(dataset: str) -> dict[str, object]:
    return {
        "dataset": dataset,
        "title": dataset,
        "producer": "Producteur",
        "licence": "Licence Ouverte 2.0",
        "vintage": "2025",
        "url": "https://www.example.org/",
        "sample": False,
    }


def theme(name: str, total: int, own: float, peers: float) -> dict[str, object]:
    types = [{"typequ": "D265", "label": "Médecin généraliste", "total": total, "per_10k": own}]
    return {
        "theme": name,
        "total": total,
        "per_10k": own,
        "same_size_per_10k": peers,
        "types": types,
    }


FIGURES: Mapping[str, Any] = {
    "housing": {
        "rent_m2": 12.0,
        "rents": [
            {
                "dwelling": "apartment",
                "rent_m2": 12.0,
                "rent_m2_low": 9.5,
                "rent_m2_high": 14.5,
                "level": "commune",
            }
        ],
        "typical_rents": None,
        "departement_rent_m2": 10.1,
        "price": {"price_m2": 3000.0, "sales": 812, "level": "commune"},
        "social_dwellings": 21000,
        "social_dwellings_per_10k": 909.5,
        "social_waiting_times": [{"former_region": "53", "name": "Bretagne", "months": 16}],
        "zoning_abc": "B1",
        "zoning_tlv": "tight",
    },
    "equipment": {
        "total": 501,
        "per_10k": 21.7,
        "same_size_towns": 11,
        "themes": [theme("sante", 240, 10.4, 8.0), theme("commerce", 261, 11.3, 11.5)],
    },
    "climate": {"winter": 6.2, "spring": 11.0, "summer": 18.9, "autumn": 12.8},
}
_DATASETS = ("rents", "prices", "social-housing", "social-housing-delays", "zoning-tlv", "equipment")


def serve_with(page: Page, figures: Mapping[str, Any] = FIGURES) -> None:
    """From now on the town's sheet has these figures, in the shape that the service gives it."""

    def answer(route: Route) -> None:
        response = route.fetch()
        sheet = response.json() | figures
        sheet["sources"] += [source(name) for name in (*_DATASETS, "temperatures")]
        body = CitySheet.model_validate(sheet).model_dump_json()
        route.fulfill(response=response, body=body)

    page.route(PATH, answer)
