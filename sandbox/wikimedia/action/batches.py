"""Modules that give so many pages at a time, and `continue`."""

from typing import Any

from sandbox.wikimedia.action.asking import ApiError, Asked


class Batches:
    """Which pages each module describes in this call, and what the next call has to say."""

    def __init__(self, asked: Asked, modules: list[str]) -> None:
        self._asked, self._modules = asked, modules
        _, _, finished = asked.text("continue").partition("||")
        self._finished = set(finished.split("|")) if finished else set()
        self._next: dict[str, str] = {}
        self._unfinished: set[str] = set()

    def wants(self, module: str) -> bool:
        return module in self._modules and module not in self._finished

    def take(self, module: str, parameter: str, titles: list[str], most: int) -> set[str]:
        """The titles that `module` describes now: `most` of them, from where `parameter` says."""
        text = self._asked.text(parameter, "0")
        if not self.wants(module):
            return set()
        if not text.isdecimal():
            info = (
                "Invalid continue param. You should pass the original value returned by the previous query."
            )
            raise ApiError("badcontinue", info)
        start = int(text)
        if start + most < len(titles):
            self._next[parameter] = str(start + most)
            self._unfinished.add(module)
        return set(titles[start : start + most])

    def describe(self) -> dict[str, Any]:
        """`continue`, or `batchcomplete`."""
        if not self._next:
            return {"batchcomplete": True}
        finished = [module for module in self._modules if module not in self._unfinished]
        return {"continue": {**self._next, "continue": f"||{'|'.join(finished)}"}}
