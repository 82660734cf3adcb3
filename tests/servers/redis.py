"""A private Redis, nothing written to disk."""

import socket
from pathlib import Path

from tests.servers.process import ServerProcess, accepts_connections, find_program, free_port


class Redis:
    """`start()` before use; keys do not survive a restart."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        program = find_program("redis-server", package="redis-server")
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(home), "--save", ""]
        self._process = ServerProcess([program, *options], home / "redis.log")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process.start(lambda: accepts_connections(self.port), seconds=20)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.settimeout(2)
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        self._process.stop()

    def kill9(self) -> None:
        self._process.kill()

    def restart(self) -> None:
        self._process.stop()
        self.start()

    def pause(self) -> None:
        self._process.pause()

    def resume(self) -> None:
        self._process.resume()
