"""Everything between a client that wants an upstream resource and the upstream: token, quota, cache,
single flight, retries, circuit breaker. It knows nothing of what the resources are.

A client declares each kind of resource once, and fetches:

    SEARCH = Resource(
        name="offer-search",                      # in the cache's keys and in the metrics
        api="offres",                             # a name of JobsSettings.apis
        lifetime=settings.lifetimes.offer_search,
        parse=parse_search,                       # Answer -> OfferPage; a ValidationError becomes a 502
        adapter=TypeAdapter(OfferPage),           # how the value is kept
    )
    request = Request("GET", ("offres", "search"), params=(("codeROME", "J1506"), ("range", "0-0")))

    async with open_proxy(settings) as proxy:     # services/jobs/proxy/opening.py
        fetched = await proxy.fetch(SEARCH, request)
        fetched.value, fetched.stale, fetched.age_seconds, fetched.fetched_at

What comes out is a value (shared by all its readers: never change it) or a ServiceError: UnavailableError
(503 with Retry-After), RequestRefusedError (upstream refused these parameters: `upstream_status`,
`upstream_message`), UpstreamError (502). When upstream says that there is nothing, `parse` returns None
(`Resource[Offer | None]`), which is kept for `lifetime.missing` seconds.

A status other than 2xx that carries an answer (204 and 404 for a withdrawn offer, 500 for "no data") is
declared by `is_answer`; every other status is an error dealt with here.

What is fetched for one visitor's request shares one deadline: `patience = proxy.patience()`, then
`proxy.fetch(…, patience=patience)`. `proxy.patience(Urgency.BULK)` waits behind visitors (counts of fifty
towns), `Urgency.BACKGROUND` behind all and longer (imports). `proxy.renew(SEARCH, request)` asks for the
resource in the background, as soon as nobody else waits for a turn.

Our own services are called through it too: "cities" and "tensions" are names like those of the APIs,
without token nor quota, with the cache, the retries and the breaker.
"""
