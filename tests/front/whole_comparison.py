"""A comparison with every figure: the bundled data have no rents, prices, equipment or temperatures."""

from playwright.sync_api import Page, Route

from services.cities.schemas.compare import Comparison
from tests.front.whole_town import source

PATH = "**/api/v1/cities/compare?*"
DATASETS = ("rents", "typical-rents", "prices", "social-housing", "equipment", "temperatures")
BEST = ("rent_m2", "rent_two_rooms", "price_m2", "social_dwellings_per_10k", "equipment_per_10k")


def serve_figures(page: Page) -> None:
    """Let the towns of a comparison have every figure: the first the best, each next one a step from it."""
    page.route(PATH, _fulfill)


def figures(step: int) -> dict[str, object]:
    """Of the town that is so many steps from the first; no price of the third is its own."""
    return {
        "rent_m2": 12.34 + 1.2 * step,
        "rent_two_rooms": 640.0 + 35 * step,
        "price_m2": 3150.0 + 410 * step,
        "price_level": "departement" if step == 2 else "commune",
        "social_dwellings_per_10k": 909.5 - 120 * step,
        "equipment_per_10k": 1221.7 - 80 * step,
        "health_per_10k": 96.2,
    }


def _fulfill(route: Route) -> None:
    answer = route.fetch()
    comparison = answer.json()
    for step, town in enumerate(comparison["items"]):
        town["figures"] |= figures(step)
        town["climate"] = {"winter": 6.1 - step, "spring": 11.0, "summer": 19.3 + step, "autumn": 12.4}
    comparison["best"] |= dict.fromkeys(BEST, comparison["items"][0]["code_insee"])
    comparison["sources"] += [source(dataset) for dataset in DATASETS]
    body = Comparison.model_validate(comparison).model_dump_json()
    route.fulfill(response=answer, body=body)
