"""Dead letters of the in-process broker: a file of JSON lines that survives the process."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shared.broker.contract import BrokerError, DeadLetter, Delivery


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A delivery that was given up, as one line of the file."""

    queue: str
    delivery: Delivery
    reason: str
    failed_at: str

    def as_dead_letter(self) -> DeadLetter:
        return DeadLetter(
            queue=self.queue,
            message_id=self.delivery.message_id,
            routing_key=self.delivery.routing_key,
            reason=self.reason,
            attempts=self.delivery.attempt,
            failed_at=self.failed_at,
            body=self.delivery.body,
        )


class DeadLetterFile:
    """Several processes may use the same file. Without a path, kept for the life of the object only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept: list[KeptDelivery] = []

    def add(self, queue: str, delivery: Delivery, reason: str) -> None:
        kept = KeptDelivery(queue, delivery, reason, datetime.now(UTC).isoformat())
        if self._path is None:
            self._kept.append(kept)
            return
        with self._locked(self._path) as path, path.open("a", encoding="utf-8") as file:
            file.write(_to_line(kept))

    def read(self, queue: str) -> list[KeptDelivery]:
        """Oldest first. BrokerError naming the line that cannot be read."""
        if self._path is None:
            return [kept for kept in self._kept if kept.queue == queue]
        with self._locked(self._path) as path:
            return [kept for kept in _read(path) if kept.queue == queue]

    def take(self, wanted: Callable[[KeptDelivery], bool]) -> list[KeptDelivery]:
        """Remove the wanted ones and return them."""
        if self._path is None:
            taken = [kept for kept in self._kept if wanted(kept)]
            self._kept = [kept for kept in self._kept if not wanted(kept)]
            return taken
        with self._locked(self._path) as path:
            everything = _read(path)
            _write(path, [kept for kept in everything if not wanted(kept)])
        return [kept for kept in everything if wanted(kept)]

    @contextmanager
    def _locked(self, path: Path) -> Iterator[Path]:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f"{path.name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield path


def _read(path: Path) -> list[KeptDelivery]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_from_line(line, f"{path}:{number}") for number, line in enumerate(lines, start=1)]


def _write(path: Path, everything: list[KeptDelivery]) -> None:
    replacement = path.with_name(f"{path.name}.new")
    replacement.write_text("".join(map(_to_line, everything)), encoding="utf-8")
    replacement.replace(path)


def _to_line(kept: KeptDelivery) -> str:
    delivery = kept.delivery
    fields = {
        "queue": kept.queue,
        "message_id": delivery.message_id,
        "routing_key": delivery.routing_key,
        "reason": kept.reason,
        "attempts": delivery.attempt,
        "failed_at": kept.failed_at,
        "headers": dict(delivery.headers),
        "body": delivery.body.decode("utf-8", "surrogateescape"),
    }
    return json.dumps(fields) + "\n"


def _from_line(line: str, place: str) -> KeptDelivery:
    try:
        fields: dict[str, Any] = json.loads(line)
        delivery = Delivery(
            routing_key=fields["routing_key"],
            body=fields["body"].encode("utf-8", "surrogateescape"),
            message_id=fields["message_id"],
            headers=fields["headers"],
            attempt=fields["attempts"],
        )
        return KeptDelivery(fields["queue"], delivery, fields["reason"], fields["failed_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise BrokerError(f"{place}: not a dead letter ({error}); correct or remove this line") from error
