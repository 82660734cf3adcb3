"""Light, quick, and there without a network."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, Route, expect

from tests.front.conftest import PHONE, StartGateway, Visit, opening, wait_until

Open = Callable[..., Visit]
HOME_BYTES = 90_000
WHOLE_HOME_BYTES = 105_000
_ANSWERED_AFTER = """url => new Promise(resolve => {
    const look = () => {
        const [entry] = performance.getEntriesByName(url);
        if (entry) resolve(entry.responseEnd - window.typedAt); else setTimeout(look, 5);
    };
    look();
})"""


def never_answer(_: Route) -> None:
    """The request goes on for ever."""


def scripts(page: Page) -> list[tuple[str, int, float]]:
    """What the browser fetched: name, bytes as they came (compressed), milliseconds until the last one."""
    entries = page.evaluate("""() => performance.getEntriesByType("resource")
        .filter(({ name }) => name.endsWith(".js"))
        .map(entry => [entry.name.split("/").pop(), entry.encodedBodySize, entry.responseEnd])""")
    return [(name, size, end) for name, size, end in entries]


def test_the_home_page_can_be_used_after_90_kilobytes_of_script(visit: Open):
    """What came until the form was there; and all that the page needs with its map, loaded when it is seen.

    The code of other pages, fetched while nothing happens, is left out: whoever saves data has none of it.
    """
    opened = visit("/mentions-legales")
    page = opened.page
    page.add_init_script("""
        Object.defineProperty(navigator, "connection", { value: { saveData: true } });
        new MutationObserver((_, watch) => {
            if (!document.querySelector("form [role=combobox]")) return;
            window.usableAt = performance.now();
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
    """)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    opened.go("/")
    page.locator("svg path[data-level='5']").first.wait_for()
    fetched = scripts(page)
    usable_at = page.evaluate("() => window.usableAt")
    assert all(size for _, size, _ in fetched)
    assert sum(size for _, size, end in fetched if end <= usable_at) <= HOME_BYTES, fetched
    assert sum(size for _, size, _ in fetched) <= WHOLE_HOME_BYTES, fetched


def test_maps_are_loaded_when_they_are_seen(visit: Open):
    opened = visit("/villes?codeRome=J1506", size=PHONE)
    for part in ("LeafletMap", "outlines"):
        assert not [url for url in opened.asked if part in url]
    opened.page.get_by_role("button", name="Voir la carte").click()
    opened.page.locator(".leaflet-interactive").first.wait_for()
    for part in ("LeafletMap", "outlines"):
        assert [url for url in opened.asked if part in url]


def test_a_part_that_cannot_be_fetched_takes_nothing_else_away(visit: Open):
    opened = visit("/faq")
    opened.page.route("**/assets/RegionsMap-*.js", lambda route: route.abort())
    page = opened.go("/")
    expect(page.get_by_text("Nous n’avons pas pu télécharger la carte")).to_be_visible()
    expect(page.get_by_role("combobox", name="Quel métier")).to_be_visible()
    assert [said for said in opened.complaints if "dynamically imported module" in said]
    opened.complaints.clear()


def test_code_whose_request_was_cut_is_asked_for_again(visit: Open):
    """As when a phone changes networks."""
    opened = visit("/faq")
    cut: list[str] = []

    def cut_once(route: Route) -> None:
        if route.request.url in cut:
            return route.fallback()
        cut.append(route.request.url)
        return route.abort("connectionreset")

    opened.page.route(re.compile(r"/assets/(ResultsPage|LeafletMap)-[^/]*\.js$"), cut_once)
    page = opened.go("/villes?codeRome=J1506")
    expect(page.locator("article").first).to_be_visible()
    expect(page.locator(".leaflet-interactive").first).to_be_attached()
    assert len(cut) == 2


def test_suggestions_follow_the_keys_within_100_ms(visit: Open):
    """From the key to the end of the answer, as the browser measures it.

    The best of several is what the site takes; the others have in them what the machine did meanwhile.
    """
    page = visit("/").page
    box = page.get_by_role("combobox", name="Quel métier")
    box.evaluate("box => box.addEventListener('input', () => { window.typedAt = performance.now() })")
    spent = []
    for letters in ("boul", "coif", "macon", "plomb", "souda", "serv", "peint", "chauf", "jardin", "caiss"):
        with page.expect_response(f"**/occupations/suggest?q={letters}") as answered:
            box.fill(letters)
        spent.append(page.evaluate(_ANSWERED_AFTER, answered.value.url))
    assert min(spent) < 100, spent


def test_a_superseded_request_is_cancelled(visit: Open):
    page = visit("/villes").page
    given_up: list[str] = []
    page.on("requestfailed", lambda request: given_up.append(request.url))
    page.route("**/api/v1/cities?*environment=sea*", never_answer)
    page.get_by_role("checkbox", name=re.compile("^Mer")).check()
    wait_until(page, "() => location.search.includes('side-sea')")
    page.get_by_role("checkbox", name=re.compile("^Mer")).uncheck()
    wait_until(page, "() => !location.search.includes('side-sea')")
    expect(page.locator("article").first).to_be_visible()
    assert [url for url in given_up if "environment=sea" in url]


def test_going_back_asks_nothing_and_is_where_one_was(visit: Open):
    opened = visit("/villes?codeRome=J1506", size=PHONE)
    page = opened.page
    link = page.locator("article").nth(8).get_by_role("link")
    link.scroll_into_view_if_needed()
    left_at = link.evaluate("link => { const top = scrollY; link.click(); return top; }")
    assert left_at > 500
    page.wait_for_url("**/ville/**")
    opened.settle()
    assert page.evaluate("() => scrollY") == 0
    opened.asked.clear()
    page.go_back()
    wait_until(page, "top => Math.abs(scrollY - top) <= 1", left_at)
    assert [url for url in opened.asked if "/api/v1/cities?" in url] == []


# In one go: a second later the page is where it was, and what grows above it is left to the browser.
_ARRIVE_AND_GROW = """() => new Promise(resolve => {
    const look = () => {
        if (Math.abs(scrollY - 1500) > 1) return requestAnimationFrame(look);
        document.querySelector("main").style.paddingTop = "300px";
        resolve();
    };
    look();
})"""


def test_where_one_was_is_found_again_however_late_the_page_comes(visit: Open):
    opened = visit("/villes?codeRome=J1506", size=PHONE)
    page = opened.page
    page.evaluate("() => scrollTo(0, 1500)")
    page.get_by_role("link", name="Questions fréquentes").evaluate("link => link.click()")
    page.wait_for_url("**/faq")
    page.reload()
    opened.settle()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/cities?*", hold)
    page.go_back()
    expect(page.locator("[data-loading]").first).to_be_visible()
    wait_until(page, "since => performance.now() - since > 1200", page.evaluate("() => performance.now()"))
    for route in held:
        route.continue_()
    page.evaluate(_ARRIVE_AND_GROW)
    wait_until(page, "() => Math.abs(scrollY - 1500) <= 1")
    page.mouse.move(180, 400)
    page.mouse.wheel(0, -900)
    wait_until(page, "() => scrollY < 1000")


def test_what_was_visited_is_there_without_a_network(start_site: StartGateway, chromium: Browser):
    gateway = start_site()
    with opening(chromium, gateway.url) as open_visit:
        opened = open_visit("/", offline=True)
        page = opened.page
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        wait_until(page, "() => navigator.serviceWorker.controller !== null")
        opened.go("/villes?codeRome=J1506&codeEnvironment=mountain")
        first = page.locator("article h3").first.inner_text()
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        gateway.kill()
        page.reload()
        expect(page.locator("article h3").first).to_have_text(first)
        expect(page.get_by_text("enregistrées le")).to_be_visible()
        page.context.set_offline(True)
        expect(page.get_by_text("Vous êtes hors ligne")).to_be_visible()
        page.goto(f"{opened.site}/villes?codeRome=J1506&codeEnvironment=campagne")
        expect(page.get_by_role("alert")).to_contain_text("la liste des villes")


def test_nothing_moves_while_a_page_fills(visit: Open):
    shift = """() => new Promise(resolve => {
        let sum = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => resolve(sum), 300);
    })"""
    for path in ("/", "/villes?codeRome=J1506", "/rechercher?codeRome=J1506", "/metier/J1506"):
        for size in (PHONE, (1440, 900)):
            assert visit(path, size=size).page.evaluate(shift) < 0.1, (path, size)
