"""How long an answer is waited for, and by whom."""

import asyncio
from enum import IntEnum


class Urgency(IntEnum):
    """Who is served first when calls are scarce."""

    VISITOR = 0
    BULK = 1
    BACKGROUND = 2


class Patience:
    """`seconds` from now; shared work has the patience of the most patient and most urgent who waits."""

    def __init__(self, seconds: float, urgency: Urgency = Urgency.VISITOR) -> None:
        self.until = asyncio.get_running_loop().time() + seconds
        self.urgency = urgency

    def remaining(self) -> float:
        """Seconds, at least 0."""
        return max(0.0, self.until - asyncio.get_running_loop().time())

    def join(self, other: "Patience") -> None:
        """Wait for `other` too."""
        self.until = max(self.until, other.until)
        self.urgency = min(self.urgency, other.urgency)

    def shortened(self, seconds: float) -> "Patience":
        """One that ends after so many seconds at most."""
        return Patience(min(seconds, self.remaining()), self.urgency)

    def copy(self) -> "Patience":
        """One that may grow without changing this one."""
        return Patience(self.remaining(), self.urgency)
