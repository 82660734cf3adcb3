"""What a call to Wikimedia may come to."""


class WikimediaError(Exception):
    """`api` is wikidata, sparql, wikipedia or commons; `str()` says what happened there."""

    def __init__(self, api: str, what: str) -> None:
        super().__init__(f"{api}: {what}")
        self.api = api


class OutageError(WikimediaError):
    """No answer, too many calls, lag, a failure on their side: it passes. `pause`: seconds they asked for,
    from everybody who calls."""

    def __init__(self, api: str, what: str, *, pause: float | None = None) -> None:
        super().__init__(api, what)
        self.pause = pause


class RefusedError(WikimediaError):
    """Our fault, or our User-Agent's: the same call would be refused again."""


class UnreadableError(WikimediaError):
    """An answer, but not one that was promised."""
