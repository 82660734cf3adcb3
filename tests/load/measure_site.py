"""`make measure-site`: how long pages take on a throttled phone, what they weigh; pictures of all of them.

The build, through the real nginx, in front of `mobiville serve` with its stand-ins. Each page is opened with
an empty cache, several times; figures are medians. The service worker is kept out: it starts once a page is
loaded, and hides from the browser's figures what it fetches. Prints Markdown.
"""

import argparse
import os
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.front.pictures import take_pictures
from tests.mobiville.conftest import start_serving
from tests.servers.gateway import Gateway

DIST = Path(__file__).resolve().parents[2] / "front" / "dist"
# path, and the title of the page once it has what it shows
PAGES = {
    "home": ("/", "^Mobiville$"),
    "results": ("/villes?codeRome=J1506", "^Infirmier.* villes qui recrutent"),
    "town": ("/ville/35238-rennes?codeRome=J1506", "^Rennes"),
}
# a mid-range phone on slow 4G, as Lighthouse applies it in the browser
CPU_SLOWDOWN = 4
NETWORK = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
SETTLED = "[data-loading], [aria-busy=true]"
_WATCH = """
window.seen = {tasks: [], lcp: 0, cls: 0};
const watch = (type, tell) => new PerformanceObserver(list => list.getEntries().forEach(tell))
    .observe({type, buffered: true});
watch('longtask', one => seen.tasks.push([one.startTime, one.duration]));
watch('largest-contentful-paint', one => { seen.lcp = one.startTime });
watch('layout-shift', one => { if (!one.hadRecentInput) seen.cls += one.value });
"""
_READ = """() => {
    const fcp = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const blocked = seen.tasks.filter(([start]) => start > fcp).map(([, spent]) => spent - 50);
    return {fcp, lcp: seen.lcp, cls: seen.cls, tbt: blocked.reduce((sum, one) => sum + one, 0)};
}"""


@dataclass
class Opening:
    """What one opening of a page took, in ms, and what came over the network, in bytes as sent."""

    times: Mapping[str, float]
    settled: float
    bytes: Counter[str] = field(default_factory=Counter)


@contextmanager
def running_site() -> Iterator[str]:
    """Its address: nginx in front of the whole product."""
    with tempfile.TemporaryDirectory() as folder:
        product = start_serving(Path(folder) / "home")
        product.wait_until_ready()
        address = product.url.removeprefix("http://")
        addresses = {
            f"{name}_ADDRESS": address for name in ("CITIES", "TENSIONS", "JOBS", "ENRICHMENT", "LEGACY")
        }
        rates = dict.fromkeys(("API_RATE", "SEARCH_RATE", "IMAGE_RATE"), "1000r/s")
        gateway = Gateway(Path(folder) / "gateway", SITE_ROOT=str(DIST), **addresses, **rates)
        gateway.start()
        try:
            yield gateway.url
        finally:
            gateway.kill()
            product.process.kill()
            product.process.communicate()


def open_on_a_phone(browser: Browser, url: str, title: str) -> Opening:
    """Open a page with nothing kept, on a slow phone, until nothing of it is being fetched."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780},
        device_scale_factor=2,
        is_mobile=True,
        locale="fr-FR",
        service_workers="block",
    )
    page = context.new_page()
    page.add_init_script(_WATCH)
    debugger = context.new_cdp_session(page)
    weighed = _weigh(debugger)
    debugger.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    debugger.send("Network.emulateNetworkConditions", NETWORK)
    page.goto(url, timeout=60_000)
    expect(page).to_have_title(re.compile(title), timeout=60_000)
    expect(page.locator("h1")).to_have_count(1, timeout=60_000)
    expect(page.locator(SETTLED)).to_have_count(0, timeout=60_000)
    settled = float(page.evaluate("() => performance.now()"))
    opening = Opening(_read(page), settled, Counter(weighed))
    context.close()
    return opening


def _weigh(debugger: CDPSession) -> Counter[str]:
    """Bytes by kind of resource, as they come."""
    kinds: dict[str, str] = {}
    weighed: Counter[str] = Counter()

    def finish(event: dict[str, Any]) -> None:
        weighed[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    debugger.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    debugger.on("Network.loadingFinished", finish)
    debugger.send("Network.enable")
    return weighed


def _read(page: Page) -> Mapping[str, float]:
    times: Mapping[str, float] = page.evaluate(_READ)
    return times


def print_openings(browser: Browser, site: str, times: int) -> None:
    print(
        f"Median of {times} openings, cache empty, CPU {CPU_SLOWDOWN} times slower, slow 4G (1.6 Mbit/s):\n"
    )
    print("| page | FCP s | LCP s | all shown s | TBT ms | CLS | script kB | style | API | images | all |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, (path, title) in PAGES.items():
        openings = [open_on_a_phone(browser, site + path, title) for _ in range(times)]
        print(f"| {name} | " + " | ".join(_describe(openings)) + " |", flush=True)


def _describe(openings: list[Opening]) -> Iterator[str]:
    def middle(key: str) -> float:
        return statistics.median(one.times[key] for one in openings)

    yield from (f"{middle(key) / 1000:.2f}" for key in ("fcp", "lcp"))
    yield f"{statistics.median(one.settled for one in openings) / 1000:.2f}"
    yield f"{middle('tbt'):.0f}"
    yield f"{middle('cls'):.3f}"
    for kinds in (("Script",), ("Stylesheet",), ("Fetch", "XHR"), ("Image",)):
        yield _kilobytes(statistics.median(sum(one.bytes[kind] for kind in kinds) for one in openings))
    yield _kilobytes(statistics.median(one.bytes.total() for one in openings))


def _kilobytes(size: float) -> str:
    return f"{size / 1000:.1f}"


def print_bundles(dist: Path) -> None:
    """What the address of each page needs, by the imports of the build's files."""
    html = (dist / "index.html").read_text(encoding="utf-8")
    base = _with_imports(dist, set(re.findall(r'(?:src|href)="/assets/([^"]+\.js)"', html)))
    print("\nCompressed JavaScript (gzip), kB; maps are loaded when they are about to be seen:\n")
    print("| page | its own | with the base |\n|---|---|---|")
    first = _kilobytes(_weight(dist, base))
    print(f"| base, with the home page | {first} | {first} |")
    for file in sorted([*dist.glob("assets/*Page-*.js"), *dist.glob("assets/*Map-*.js")]):
        own = _with_imports(dist, {file.name}) - base
        name = re.sub(r"-.{8}\.js$", "", file.name)
        print(f"| {name} | {_kilobytes(_weight(dist, own))} | {_kilobytes(_weight(dist, own | base))} |")


def _with_imports(dist: Path, names: set[str]) -> set[str]:
    """These files and all that they import; what is imported later is not among them."""
    known: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        known.add(name)
        script = (dist / "assets" / name).read_text(encoding="utf-8")
        waiting |= set(re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', script)) - known
    return known


def _weight(dist: Path, names: set[str]) -> int:
    return sum((dist / "assets" / f"{name}.gz").stat().st_size for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="openings of each page")
    parser.add_argument("--screenshots", type=Path, help="a folder for a picture of every page")
    arguments = parser.parse_args()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} cores; load average before: {load}.", flush=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        print(f"Chromium {browser.version}.", flush=True)
        print_openings(browser, site, arguments.times)
        print_bundles(DIST)
        if arguments.screenshots:
            arguments.screenshots.mkdir(parents=True, exist_ok=True)
            take_pictures(browser, site, arguments.screenshots)
        browser.close()


if __name__ == "__main__":
    main()
