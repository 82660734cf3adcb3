"""Take a picture of every page at three widths, light and dark, to look at them one by one.

python -m tests.front.pictures http://127.0.0.1:8080 var/pictures
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

PAGES = Path(__file__).with_name("pages.txt")
WIDTHS = (360, 768, 1440)


def take_pictures(browser: Browser, site: str, folder: Path) -> None:
    for path in PAGES.read_text(encoding="utf-8").split():
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, locale="fr-FR", reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(site + path)
            expect(page.locator("h1")).to_have_count(1)
            expect(page.locator("[data-loading], [aria-busy=true]")).to_have_count(0, timeout=30_000)
            name = re.sub(r"\W+", "-", path).strip("-") or "home"
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.screenshot(path=folder / f"{name[:80]}-{width}-{scheme}.png", full_page=True)
            context.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        take_pictures(chromium, sys.argv[1].rstrip("/"), Path(sys.argv[2]))
        chromium.close()
