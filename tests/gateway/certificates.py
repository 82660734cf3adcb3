"""A certificate authority for one test, made with openssl."""

import subprocess
from pathlib import Path

from tests.servers.process import find_program


class Authority:
    """`certificate` is what a visitor has to trust."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.certificate = folder / "authority.pem"
        self._key = folder / "authority-key.pem"
        self._openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"),
            *("-subj", "/CN=Authority of a test", "-keyout", self._key, "-out", self.certificate),
        )

    def issue(self, home: Path, name: str, serial: int) -> None:
        """fullchain.pem, privkey.pem and chain.pem for a host name, in place of those that are there."""
        request, key, new = (self._folder / name for name in ("request.pem", "key.pem", "new.pem"))
        self._openssl(
            *("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-subj", f"/CN={name}", "-keyout", key, "-out", request),
        )
        extensions = self._folder / "extensions"
        extensions.write_text(
            f"subjectAltName=DNS:{name}\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:9/\n"
        )
        self._openssl(
            *("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self._key, "-days", "1"),
            *("-set_serial", serial, "-extfile", extensions, "-out", new),
        )
        trusted = self.certificate.read_bytes()
        _replace(home / "privkey.pem", key.read_bytes())
        _replace(home / "fullchain.pem", new.read_bytes() + trusted)
        _replace(home / "chain.pem", trusted)

    def _openssl(self, *arguments: str | int | Path) -> None:
        command = [find_program("openssl", package="openssl"), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True)


def _replace(path: Path, content: bytes) -> None:
    """By another file: nginx takes one for unchanged that has the inode and the second of the old one."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.rename(path)
