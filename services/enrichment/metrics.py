"""What the crawl counts."""

from prometheus_client import Counter, Gauge, Histogram

CALLS = Counter(
    "mobiville_wikimedia_calls_total", "Calls sent to Wikimedia, by what came back", ["api", "outcome"]
)
CALL_SECONDS = Histogram(
    "mobiville_wikimedia_seconds",
    "Time an API of Wikimedia took to answer",
    ["api"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
IMAGES = Counter("mobiville_images_total", "Images shown, by where they came from", ["source"])
PAUSES = Counter("mobiville_wikimedia_pauses_total", "Pauses that Wikimedia asked for")
PLACES = Gauge(
    "mobiville_portraits_places", "Places by what the crawl knows of them: done, pending, failing", ["state"]
)
OLDEST_SECONDS = Gauge("mobiville_portraits_oldest_seconds", "Time since the oldest look at a page")
CRAWLING = Gauge("mobiville_portraits_crawling", "1 where this replica is the one that crawls")
