"""Trying again what may succeed, inside the deadline."""

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from services.jobs.proxy.failures import CallFailedError, TooManyCallsError, UnreadableError
from services.jobs.proxy.patience import Patience

_LONGEST_PAUSE_SECONDS = 2.0
_backoff = wait_random_exponential(multiplier=0.1, max=_LONGEST_PAUSE_SECONDS)


def retrying(patience: Patience, attempts: int) -> AsyncRetrying:
    """Calls again after failures that pass, when the pause that upstream asked for, or a random one that
    grows, ends before the deadline; raises the last failure."""

    def no_use(state: RetryCallState) -> bool:
        return state.attempt_number >= attempts or state.upcoming_sleep >= patience.remaining()

    return AsyncRetrying(retry=retry_if_exception(_may_pass), wait=_pause, stop=no_use, reraise=True)


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, CallFailedError | UnreadableError) and error.again


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, TooManyCallsError):
        return 0.0  # its next turn comes after the pause, which holds for all
    asked = error.pause if isinstance(error, CallFailedError) else None
    return _backoff(state) if asked is None else asked
