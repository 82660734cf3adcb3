"""What can go wrong for a caller, and how it is told: RFC 9457 problem+json."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

MEDIA_TYPE = "application/problem+json"


class ServiceError(Exception):
    """Root of the errors that a caller is told about; `detail` says what, where and why."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members


class NotFoundError(ServiceError):
    status, code, title = 404, "not-found", "Not found"


class GoneError(ServiceError):
    status, code, title = 410, "gone", "No longer available"


class InvalidRequestError(ServiceError):
    """`errors` lists each fault as {"parameter": …, "message": …}."""

    status, code, title = 422, "invalid-request", "Invalid request"

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        detail = "; ".join(f"{error['parameter']}: {error['message']}" for error in errors)
        super().__init__(detail, errors=[dict(error) for error in errors])


class UpstreamError(ServiceError):
    """Something we depend on answered what cannot be used."""

    status, code, title = 502, "bad-upstream", "Unusable answer from upstream"


class UnavailableError(ServiceError):
    """Something we depend on is away for a moment; `retry_after` in seconds."""

    status, code, title = 503, "unavailable", "Temporarily unavailable"

    def __init__(self, detail: str, *, retry_after: int = 5, **members: Any) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)}, **members)


def problem(*, status: int, code: str, title: str, detail: str, **members: Any) -> dict[str, Any]:
    """The members of a problem document (RFC 9457); `code` is the stable name of the kind of problem."""
    kind = f"urn:mobiville:problem:{code}"
    return {"type": kind, "title": title, "status": status, "detail": detail, "code": code, **members}
