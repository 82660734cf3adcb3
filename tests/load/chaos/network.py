"""A network namespace with one cable to it, which can be pulled. Needs root and iproute2."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.load.load.system import Place


@dataclass(frozen=True)
class Namespace:
    """`number` tells the namespaces of a run apart, the process id those of several runs."""

    number: int

    @property
    def name(self) -> str:
        return f"mobiville-{os.getpid()}-{self.number}"

    @property
    def _cable(self) -> str:
        return f"mv{os.getpid()}-{self.number}"

    @property
    def _network(self) -> str:
        return f"10.{231 + self.number}.{os.getpid() % 250}"

    @property
    def place(self) -> Place:
        return Place(f"{self._network}.2", ("ip", "netns", "exec", self.name))

    def open(self) -> None:
        _ip("netns", "add", self.name)
        _ip("link", "add", self._cable, "type", "veth", "peer", "name", "inside", "netns", self.name)
        _ip("addr", "add", f"{self._network}.1/30", "dev", self._cable)
        _ip("link", "set", self._cable, "up")
        _ip("-n", self.name, "addr", "add", f"{self._network}.2/30", "dev", "inside")
        _ip("-n", self.name, "link", "set", "lo", "up")
        self.mend()

    def cut(self) -> None:
        """Nothing passes and nobody is told: connections that are open stay open on both sides."""
        _ip("-n", self.name, "link", "set", "inside", "down")

    def mend(self) -> None:
        _ip("-n", self.name, "link", "set", "inside", "up")

    def close(self) -> None:
        """The cable goes with the namespace, once no process is left in it."""
        subprocess.run(["ip", "link", "del", self._cable], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", self.name], check=False, capture_output=True)


@contextmanager
def namespace(number: int) -> Iterator[Namespace]:
    """Gone when the block ends, however it does."""
    made = Namespace(number)
    try:
        made.open()
        yield made
    finally:
        made.close()


def _ip(*arguments: str) -> None:
    """RuntimeError with what it said."""
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"ip {' '.join(arguments)}: {done.stderr.strip()} (network namespaces need root)")
