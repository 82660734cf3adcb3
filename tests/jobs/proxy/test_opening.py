from prometheus_client import REGISTRY

from services.jobs.proxy.opening import open_proxy
from services.jobs.settings import JobsSettings


async def test_metrics_tell_how_many_calls_each_quota_allows():
    settings = JobsSettings(
        cities_url="http://cities:8080", tensions_url="http://tensions:8080", sandbox=True
    )
    async with open_proxy(settings):
        allowed = REGISTRY.get_sample_value("mobiville_quota_calls_per_second", {"api": "offres"})
    assert allowed == 3 / (1 + settings.proxy.quota_margin_seconds)
