"""Topic patterns as AMQP defines them: `*` is one word, `#` is any number of words."""

import re
from functools import lru_cache


def topic_matches(pattern: str, routing_key: str) -> bool:
    """`sync.*.batch` and `sync.#` match `sync.cities.batch`; `#` matches everything."""
    return _expression(pattern).fullmatch(f".{routing_key}") is not None


@lru_cache(maxsize=1024)
def _expression(pattern: str) -> re.Pattern[str]:
    # every word carries the dot before it, so that `#` may stand for no word at all
    words = {"*": r"\.[^.]*", "#": r"(\.[^.]*)*"}
    return re.compile("".join(words.get(word, re.escape(f".{word}")) for word in pattern.split(".")))
