"""The turns of one quota in one process: what `turns.lua` does, in Python."""

from services.jobs.proxy.store.contract import Quota, Turn

GRACE_SECONDS = 1.0


class Turns:
    """A window that slides: a turn comes free `seconds` after it was granted. All times are given."""

    def __init__(self) -> None:
        self._granted: list[float] = []
        self._queue: dict[str, tuple[int, int]] = {}
        self._back_before: dict[str, float] = {}
        self._arrivals = 0
        self._paused_until = 0.0
        self._fewer: tuple[int, float] = (0, 0.0)

    def take(self, quota: Quota, waiter: str, now: float, *, urgency: int, patience: float) -> Turn:
        self._forget(now - quota.seconds, now)
        self._enqueue(waiter, urgency)
        wait = self._wait(quota, waiter, now, spare=quota.spare if urgency else 0)
        if wait <= 0:
            self._granted.append(now)
            self.leave(waiter)
            return Turn(granted=True)
        if wait > patience:
            self.leave(waiter)
            return Turn(granted=False, wait=wait, hopeless=True)
        self._back_before[waiter] = now + wait + GRACE_SECONDS
        return Turn(granted=False, wait=wait)

    def leave(self, waiter: str) -> None:
        self._queue.pop(waiter, None)
        self._back_before.pop(waiter, None)

    def slow_down(self, now: float, *, pause: float, calls: int | None, seconds: float) -> None:
        self._paused_until = max(self._paused_until, now + pause)
        if calls is not None:
            self._fewer = (calls, now + seconds)

    def _forget(self, granted_before: float, now: float) -> None:
        self._granted = [moment for moment in self._granted if moment > granted_before]
        for waiter in [waiter for waiter, moment in self._back_before.items() if moment <= now]:
            self.leave(waiter)

    def _enqueue(self, waiter: str, urgency: int) -> None:
        place = self._queue.get(waiter)
        if place is None or urgency < place[0]:
            self._arrivals += 1
            self._queue[waiter] = (urgency, self._arrivals)

    def _wait(self, quota: Quota, waiter: str, now: float, *, spare: int) -> float:
        calls, until = self._fewer
        allowed = min(quota.calls, calls) if now < until else quota.calls
        place = self._queue[waiter]
        ahead = sum(other < place for other in self._queue.values())
        width = max(1, allowed - spare)
        late = ahead - width + len(self._granted)
        rounds = max(0, (late - len(self._granted)) // width + 1)
        late -= rounds * width
        free = self._granted[late] + quota.seconds - now if late >= 0 else 0.0
        pause = max(0.0, self._paused_until - now)
        after_pause = pause + ahead // width * quota.seconds if pause else 0.0
        return max(free + rounds * quota.seconds, after_pause)
