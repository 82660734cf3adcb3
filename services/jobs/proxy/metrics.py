"""What the proxy counts."""

from prometheus_client import Counter, Gauge, Histogram

CALLS = Counter(
    "mobiville_upstream_calls_total", "Calls sent to an API, by what came back", ["api", "outcome"]
)
CALL_SECONDS = Histogram(
    "mobiville_upstream_seconds",
    "Time an API took to answer",
    ["api"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
TOKENS = Counter("mobiville_upstream_tokens_total", "Tokens asked for", ["api", "outcome"])
FETCHES = Counter(
    "mobiville_proxy_fetches_total",
    "Resources asked of the proxy: fresh, stale, renewed, stale_on_error, failed",
    ["resource", "outcome"],
)
RENEWALS = Counter("mobiville_proxy_renewals_total", "Renewals in the background", ["resource", "outcome"])
QUOTA_ALLOWED = Gauge(
    "mobiville_quota_calls_per_second", "Calls that all replicas together may send to an API", ["api"]
)
QUOTA_SECONDS = Histogram(
    "mobiville_quota_wait_seconds",
    "Time a call waited for its turn",
    ["api"],
    buckets=(0.005, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)
QUOTA_REFUSED = Counter(
    "mobiville_quota_refused_total", "Calls that had no turn before their deadline", ["api"]
)
QUOTA_PAUSES = Counter("mobiville_quota_pauses_total", "Pauses that an API asked for", ["api"])
BREAKER_STATE = Gauge(
    "mobiville_upstream_breaker", "0 closed, 1 left alone for a while, 2 refuses us", ["api"]
)
STORE_FAILURES = Counter("mobiville_store_failures_total", "Calls that Redis did not answer")
