"""Answers kept in the process until the data they were made from change.

What a search or a sheet answers depends on nothing but its address and the data: the second visitor who
asks the same gets the same bytes, without the question being read again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from shared.web.counting import Tally

MOST_BYTES: Final = 24 * 1024 * 1024
MOST_SECONDS: Final = 60.0  # an announcement that was lost costs no more than a browser's own cache
_MOST_ADDRESS: Final = 1024  # characters; who asks at greater length asks what nobody else does
_AROUND_EACH: Final = 1500  # bytes that an answer takes beside its body and its address

_ASKED = Tally("mobiville_memo_total", "Answers looked for among those kept", ["outcome"])


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer that anybody may get; `made` is on the memo's clock."""

    body: bytes
    headers: Mapping[str, str]
    made: float


class AnswerMemo:
    """Answers by raw path and query, least recently used out first."""

    def __init__(self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._clock = clock
        self.generation = 0

    def find(self, address: str) -> Answer | None:
        """The answer, unless it is too old; of any address, also of those that are never kept."""
        answer = self._answers.get(address)
        if answer is None:
            return None
        if self._is_old(answer):
            self._drop(address)
            return None
        self._answers.move_to_end(address)
        _ASKED.add("found")
        return answer

    def begin(self) -> int:
        """An answer has to be made: the generation of the data that it is made from."""
        _ASKED.add("not_found")
        return self.generation

    def keep(self, address: str, body: bytes, headers: Mapping[str, str], generation: int) -> None:
        """Keep an answer that was begun in the given generation; not when data have changed since."""
        weight = _weigh(address, body)
        if generation != self.generation or weight > self._most_bytes or len(address) > _MOST_ADDRESS:
            return
        self._drop(address)
        self._answers[address] = Answer(body, headers, self._clock())
        self._bytes += weight
        while self._bytes > self._most_bytes or self._is_old(next(iter(self._answers.values()))):
            self._drop(next(iter(self._answers)))

    def _is_old(self, answer: Answer) -> bool:
        return self._clock() - answer.made > MOST_SECONDS

    def _drop(self, address: str) -> None:
        answer = self._answers.pop(address, None)
        if answer is not None:
            self._bytes -= _weigh(address, answer.body)

    def forget(self) -> None:
        """The data have changed, or are about to."""
        self.generation += 1
        self._answers.clear()
        self._bytes = 0


def _weigh(address: str, body: bytes) -> int:
    """Bytes that keeping the answer takes, about."""
    return len(address) + len(body) + _AROUND_EACH


MEMO: web.AppKey[AnswerMemo] = web.AppKey("memo", AnswerMemo)
