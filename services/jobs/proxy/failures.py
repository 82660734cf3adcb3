"""What a call to an upstream API may come to. Each is a problem that callers may be told as it is.

UnavailableError
  CallFailedError       no answer, or a status of the kind that passes: tried again
    TooManyCallsError   429: tried again at its turn, once the pause is over
  UnauthorizedError     401: the token is renewed once
  AccessRefusedError    our credentials, our scopes or our access: the API is left alone for long
  NoTurnError           the quota has no place before the deadline
UpstreamError
  UnreadableError       cut, HTML, too large: nothing that could be read
  RequestRefusedError   this request was wrong (400, 404, 422…): asking again would change nothing
"""

import math

from shared.errors import UnavailableError, UpstreamError


class CallFailedError(UnavailableError):
    """`pause`: seconds upstream asked to wait for; `again`: whether another try may succeed at once;
    `counts`: whether the breaker hears of it."""

    def __init__(
        self, api: str, reason: str, *, pause: float | None = None, again: bool = True, counts: bool = True
    ) -> None:
        super().__init__(f"{api}: {reason}", retry_after=whole_seconds(pause or 2), upstream=api)
        self.pause = pause
        self.again = again
        self.counts = counts


class TooManyCallsError(CallFailedError):
    def __init__(self, api: str, pause: float) -> None:
        super().__init__(api, "too many calls (429)", pause=pause, counts=False)


class UnauthorizedError(UnavailableError):
    def __init__(self, api: str) -> None:
        super().__init__(f"{api}: refuses a token that it has just given (401)", upstream=api)


class AccessRefusedError(UnavailableError):
    def __init__(self, api: str, reason: str, *, retry_after: float) -> None:
        detail = f"{api}: refuses us: {reason}"
        super().__init__(detail, retry_after=whole_seconds(retry_after), upstream=api)
        self.reason = reason


class NoTurnError(UnavailableError):
    def __init__(self, api: str, wait: float) -> None:
        detail = f"{api}: all the calls we are allowed are taken for {wait:.1f} s"
        super().__init__(detail, retry_after=whole_seconds(wait), upstream=api)


class UnreadableError(UpstreamError):
    """`again`: it was cut on its way, another try may bring it whole; `counts`: as above."""

    def __init__(self, api: str, reason: str, *, again: bool = False, counts: bool = True) -> None:
        super().__init__(f"{api}: {reason}", upstream=api)
        self.again = again
        self.counts = counts


class RequestRefusedError(UpstreamError):
    """`upstream_message` is what upstream gave as its reason, if it did."""

    def __init__(self, api: str, upstream_status: int, upstream_message: str | None) -> None:
        said = f": {upstream_message}" if upstream_message else ""
        super().__init__(f"{api}: refused the request with {upstream_status}{said}", upstream=api)
        self.upstream_status = upstream_status
        self.upstream_message = upstream_message


def whole_seconds(seconds: float) -> int:
    """For Retry-After: rounded up, at least 1."""
    return max(1, math.ceil(seconds))
