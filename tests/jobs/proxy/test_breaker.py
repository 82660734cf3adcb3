import pytest
from structlog.testing import capture_logs

from services.jobs.proxy.breaker import Breaker
from services.jobs.proxy.failures import (
    AccessRefusedError,
    CallFailedError,
    NoTurnError,
    RequestRefusedError,
    UnauthorizedError,
    UnreadableError,
)
from shared.errors import ServiceError, UnavailableError

FAILED = CallFailedError("offres", "failed with 503")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker("offres", failures=3, pause=10, refused_pause=600, clock=clock)


def call(breaker: Breaker, outcome: BaseException | None = None) -> str:
    """What becomes of one call."""
    try:
        with breaker.watching():
            if outcome is not None:
                raise outcome
    except ServiceError as error:
        return "failed" if error is outcome else f"kept back, retry after {error.headers['Retry-After']}"
    return "done"


def test_calls_are_kept_back_after_failures_in_a_row(breaker: Breaker, clock: Clock):
    assert [call(breaker, FAILED) for _ in range(3)] == ["failed"] * 3
    clock.now += 4
    assert call(breaker) == "kept back, retry after 6"
    assert breaker.state == "left alone: failed with 503; tried again in 6 s"


def test_an_answer_between_failures_starts_the_count_again(breaker: Breaker):
    for _ in range(3):
        call(breaker, FAILED)
        call(breaker, FAILED)
        assert call(breaker) == "done"


@pytest.mark.parametrize(
    "error",
    [UnreadableError("offres", "cut"), UnauthorizedError("offres"), FAILED],
    ids=lambda error: type(error).__name__,
)
def test_what_counts_as_a_failure(breaker: Breaker, error: ServiceError):
    assert [call(breaker, error) for _ in range(4)] == ["failed"] * 3 + ["kept back, retry after 10"]


@pytest.mark.parametrize(
    "error",
    [
        RequestRefusedError("offres", 400, None),
        NoTurnError("offres", 2),
        CallFailedError("offres", "too many calls (429)", counts=False),
        UnreadableError("offres", "another shape", counts=False),
    ],
    ids=str,
)
def test_what_does_not(breaker: Breaker, error: ServiceError):
    assert [call(breaker, error) for _ in range(9)] == ["failed"] * 9


def open_by(breaker: Breaker, error: ServiceError) -> None:
    for _ in range(3):
        call(breaker, error)


def test_after_the_pause_one_call_goes_through_to_see(breaker: Breaker, clock: Clock):
    open_by(breaker, FAILED)
    clock.now += 10
    with breaker.watching():
        assert call(breaker) == "kept back, retry after 1"
    assert call(breaker) == "done"
    assert breaker.state == "ok"


def test_a_call_that_sees_a_failure_starts_the_pause_again(breaker: Breaker, clock: Clock):
    open_by(breaker, FAILED)
    clock.now += 10
    assert call(breaker, FAILED) == "failed"
    assert call(breaker) == "kept back, retry after 10"


def test_a_call_that_was_given_up_lets_the_next_one_see(breaker: Breaker, clock: Clock):
    open_by(breaker, FAILED)
    clock.now += 10
    with pytest.raises(KeyboardInterrupt), breaker.watching():
        raise KeyboardInterrupt
    assert call(breaker) == "done"


def test_calls_begun_before_do_not_count_once_it_is_open(breaker: Breaker):
    with breaker.watching():
        open_by(breaker, FAILED)
    assert call(breaker) == "kept back, retry after 10"


def test_an_api_that_refuses_us_is_switched_off_for_long_and_told_once(breaker: Breaker, clock: Clock):
    refused = AccessRefusedError("offres", "invalid_scope", retry_after=600)
    with capture_logs() as logs:
        assert call(breaker, refused) == "failed"
        clock.now += 599
        assert call(breaker) == "kept back, retry after 1"
        clock.now += 1
        assert call(breaker, refused) == "failed"
        assert call(breaker) == "kept back, retry after 600"
    assert [(log["event"], log["reason"]) for log in logs] == [("upstream_left_alone", "invalid_scope")]
    assert breaker.state == "switched off: invalid_scope; tried again in 600 s"


def test_its_return_is_told(breaker: Breaker, clock: Clock):
    open_by(breaker, FAILED)
    clock.now += 10
    with capture_logs() as logs:
        assert call(breaker) == "done"
    assert [log["event"] for log in logs] == ["upstream_back"]


def test_other_apis_go_on(breaker: Breaker):
    other = Breaker("evenements", failures=3, pause=10, refused_pause=600)
    open_by(breaker, FAILED)
    assert call(other) == "done"
    with pytest.raises(UnavailableError, match="offres: left alone: failed with 503"), breaker.watching():
        pass
