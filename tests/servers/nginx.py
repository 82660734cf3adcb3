"""An nginx in the foreground with the configuration that is given to it."""

import subprocess
from pathlib import Path

from tests.servers.process import ServerProcess, accepts_connections, find_program

_PACKAGE = "nginx"


class Nginx:
    """Runs `configuration` (a whole nginx.conf, no `daemon` and no `pid` in it), which listens on `port`.

    Relative paths in it are relative to `home`; as an ordinary user it has to set the http temp paths.
    """

    def __init__(self, home: Path, configuration: str, port: int) -> None:
        self.port = port
        (home / "nginx.conf").write_text(configuration)
        program = find_program("nginx", package=_PACKAGE)
        log = home / "error.log"
        self._command = [program, "-p", f"{home}/", "-e", str(log), "-c", str(home / "nginx.conf")]
        globals_ = f"daemon off; pid {home / 'nginx.pid'};"
        self._process = ServerProcess([*self._command, "-g", globals_], log)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def check(self) -> str:
        """What `nginx -t` says about the configuration; ends with "test is successful" when it is valid."""
        done = subprocess.run([*self._command, "-t"], capture_output=True, text=True, check=False)
        return done.stderr.strip()

    def start(self) -> None:
        self._process.start(lambda: accepts_connections(self.port), seconds=20)

    def stop(self) -> None:
        self._process.stop()

    def kill9(self) -> None:
        self._process.kill()

    def restart(self) -> None:
        self._process.stop()
        self.start()
