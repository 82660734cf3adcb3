"""Take a picture of every page at three widths, light and dark, to look at them one by one.

python -m tests.front.pictures http://127.0.0.1:8080 var/pictures
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.front.conftest import wait_until

PAGES = Path(__file__).with_name("pages.txt")
WIDTHS = (360, 768, 1440)
OFFERS = "/offres?codeRome=J1506&ville=35238"


def take_pictures(browser: Browser, site: str, folder: Path) -> None:
    paths = PAGES.read_text(encoding="utf-8").split()
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="fr-FR",
            reduced_motion="reduce",
            service_workers="block",
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        for path in [*paths, _first_offer(page, site)]:
            _open(page, site + path)
            show_everything(page)
            name = re.sub(r"\W+", "-", path).strip("-") or "home"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.screenshot(path=folder / f"{name[:80]}-{width}-{scheme}.png", full_page=True)
        context.close()


def show_everything(page: Page) -> None:
    """Pass by all of the page: maps and pictures are loaded when they are about to be seen."""
    for part in page.locator("main h2, main img").all():
        part.scroll_into_view_if_needed()
    wait_until(page, "() => [...document.images].every(image => image.complete)")
    page.evaluate("() => scrollTo(0, 0)")
    wait_until(page, "() => scrollY === 0")


def _open(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("h1")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-loading], [aria-busy=true]")).to_have_count(0, timeout=30_000)


def _first_offer(page: Page, site: str) -> str:
    """The address of an offer of today's: offers come and go."""
    _open(page, site + OFFERS)
    return str(page.locator("main h3 a").first.get_attribute("href"))


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        place = Path(sys.argv[2])
        place.mkdir(parents=True, exist_ok=True)
        take_pictures(chromium, sys.argv[1].rstrip("/"), place)
        chromium.close()
