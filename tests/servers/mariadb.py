"""A private MariaDB: TCP on 127.0.0.1, utf8mb4, no anonymous user."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.servers.process import ServerError, ServerProcess, find_program, free_port

_PACKAGE = "mariadb-server"
_PASSWORD = "mobiville"
_SMALL = ("--innodb-buffer-pool-size=128M", "--innodb-log-file-size=64M")


class MariaDB:
    """`start()` before use; data survive `kill9()` and `restart()`. `within` is the command that runs it
    elsewhere, such as in a network namespace where it has another address; `configuration` a my.cnf in place
    of small sizes."""

    def __init__(
        self,
        home: Path,
        *,
        address: str = "127.0.0.1",
        within: Sequence[str] = (),
        configuration: Path | None = None,
    ) -> None:
        self._home = home
        self._configuration = configuration
        self._address, self._within = address, within
        self._data = home / "data"
        self._socket = home / "mariadb.sock"
        self._owner = ["--user=root"] if os.geteuid() == 0 else []
        self.port = free_port()
        self._process = ServerProcess(self._command(), home / "mariadb.log")

    def _command(self) -> list[str]:
        return [
            *self._within,
            find_program("mariadbd", package=_PACKAGE),
            f"--defaults-file={self._configuration}" if self._configuration else "--no-defaults",
            *self._owner,
            f"--datadir={self._data}",
            f"--tmpdir={self._home}",
            f"--socket={self._socket}",
            f"--pid-file={self._home / 'mariadb.pid'}",
            f"--bind-address={self._address}",
            f"--port={self.port}",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
            *([] if self._configuration else _SMALL),
            "--skip-name-resolve",
        ]

    def start(self) -> None:
        if not self._data.exists():
            self._install()
        self._process.start(self.answers)
        self.execute("DELETE FROM mysql.global_priv WHERE User = ''; FLUSH PRIVILEGES")

    def _install(self) -> None:
        program = find_program("mariadb-install-db", package=_PACKAGE)
        options = [*self._owner, f"--datadir={self._data}", "--auth-root-authentication-method=normal"]
        # its temporary tables have fixed names: two servers that are made at once must not share a folder
        environment = {**os.environ, "TMPDIR": str(self._home)}
        done = subprocess.run(
            [program, "--no-defaults", *options],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        if done.returncode:
            raise ServerError(f"{program} failed\n{done.stdout}\n{done.stderr}")

    @property
    def process(self) -> ServerProcess:
        """For who measures it."""
        return self._process

    def answers(self) -> bool:
        return self._query("SELECT 1").returncode == 0

    def execute(self, sql: str) -> str:
        """Run statements as root; what they print, tab separated, without column names."""
        done = self._query(sql)
        if done.returncode:
            raise ServerError(f"{sql}\n{done.stderr}")
        return done.stdout

    def _query(self, sql: str) -> subprocess.CompletedProcess[str]:
        program = find_program("mariadb", package="mariadb-client")
        options = ["--no-defaults", "--user=root", f"--socket={self._socket}"]
        output = ["--default-character-set=utf8mb4", "--batch", "--skip-column-names"]
        command = [program, *options, *output, "--execute", sql]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    def create_database(self, name: str) -> str:
        """An empty database and a user of the same name that owns it; its SQLAlchemy URL."""
        self.execute(
            f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}`;"
            f"CREATE OR REPLACE USER '{name}'@'%' IDENTIFIED BY '{_PASSWORD}';"
            f"GRANT ALL ON `{name}`.* TO '{name}'@'%'"
        )
        return f"mariadb+aiomysql://{name}:{_PASSWORD}@{self._address}:{self.port}/{name}?charset=utf8mb4"

    def drop_database(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS `{name}`; DROP USER IF EXISTS '{name}'@'%'")

    def stop(self) -> None:
        self._process.stop()

    def kill9(self) -> None:
        self._process.kill()

    def restart(self) -> None:
        """End it if it runs, start again on the same data and port."""
        self._process.stop()
        self.start()

    def pause(self) -> None:
        """Frozen: connections stay open and nothing is answered."""
        self._process.pause()

    def resume(self) -> None:
        self._process.resume()
