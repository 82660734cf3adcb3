"""Replacing the certificate without downtime: checked, put in place, reloaded, seen outside; or undone."""

import shlex
import shutil
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.delivery.commands import CommandError, run

CERTIFICATE, KEY = "fullchain.pem", "privkey.pem"
_MARGIN_SECONDS = 2 * 86_400


class CertificateError(Exception):
    """The certificate is refused or not in use; `str()` says why. The one before is in use."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """`folder` is where the gateway reads both files; `address` is where visitors find TLS."""

    folder: Path
    names: tuple[str, ...]
    address: tuple[str, int]
    reload: tuple[str, ...]
    patience: float = 20.0


def read_renewal(variables: Mapping[str, str], home: Path, compose: tuple[str, ...]) -> Renewal:
    """From TLS_DIR, TLS_NAMES, TLS_ADDRESS, TLS_RELOAD."""
    host, _, port = variables.get("TLS_ADDRESS", "127.0.0.1:443").rpartition(":")
    reload = variables.get("TLS_RELOAD") or shlex.join(
        [*compose, "exec", "-T", "nginx", "/opt/gateway/gateway", "reload"]
    )
    return Renewal(
        folder=Path(variables.get("TLS_DIR", str(home / "secrets" / "tls"))),
        names=tuple(variables.get("TLS_NAMES", "").split()),
        address=(host, int(port)),
        reload=tuple(shlex.split(reload)),
    )


def renew(renewal: Renewal, certificate: Path, key: Path, *, folder: Path | None = None) -> None:
    """Put the pair in use; `folder` is where the reload is run. CertificateError."""
    _check(renewal, certificate, key)
    pairs = ((certificate, renewal.folder / CERTIFICATE), (key, renewal.folder / KEY))
    saved = [(target, target.with_suffix(".before")) for _, target in pairs]
    for target, copy in saved:
        if target.exists():
            shutil.copy2(target, copy)
    try:
        for new, target in pairs:
            _replace(target, new.read_bytes())
        run(renewal.reload, folder=folder)
        _check_served(renewal, certificate)
    except (CommandError, CertificateError) as error:
        for target, copy in saved:
            if copy.exists():
                _replace(target, copy.read_bytes())
        _reload_again(renewal, folder)
        raise CertificateError(f"{error}: the certificate before it is in use again") from error


def _check(renewal: Renewal, certificate: Path, key: Path) -> None:
    """Nothing is touched before the pair is known to be good for two days and for every name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key)
    except (ssl.SSLError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise CertificateError(
            f"TLS_CERTIFICATE and TLS_KEY are not a pair that can be read ({reason}): refused"
        ) from None
    asked = ["openssl", "x509", "-noout", "-in", str(certificate)]
    try:
        run([*asked, "-checkend", str(_MARGIN_SECONDS)])
    except CommandError as error:
        if "will expire" not in str(error):
            raise CertificateError(str(error)) from error
        raise CertificateError("TLS_CERTIFICATE ends within two days, or has ended: refused") from None
    for name in renewal.names:
        if b"does NOT match" in run([*asked, "-checkhost", name]):
            raise CertificateError(f"TLS_CERTIFICATE is not for {name} (TLS_NAMES): refused")


def _replace(target: Path, content: bytes) -> None:
    """In one step, with the rights it had: nginx's user reads it, a folder above is closed to others."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".next")
    partial.write_bytes(content)
    partial.chmod(mode)
    partial.replace(target)


def _check_served(renewal: Renewal, certificate: Path) -> None:
    """A visitor gets it; workers that end their connections serve the one before for a moment."""
    wanted = ssl.PEM_cert_to_DER_cert(_first_certificate(certificate))
    deadline = time.monotonic() + renewal.patience
    while (fault := _served_fault(renewal, wanted)) is not None:
        if time.monotonic() > deadline:
            raise CertificateError(f"{renewal.address[0]}:{renewal.address[1]} {fault}")
        time.sleep(0.1)


def _served_fault(renewal: Renewal, wanted: bytes) -> str | None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    name = renewal.names[0].replace("*.", "www.") if renewal.names else None
    try:
        with (
            socket.create_connection(renewal.address, timeout=5) as plain,
            context.wrap_socket(plain, server_hostname=name) as tls,
        ):
            return (
                None if tls.getpeercert(binary_form=True) == wanted else "goes on serving another certificate"
            )
    except OSError as error:
        return f"does not answer ({error})"


def _first_certificate(certificate: Path) -> str:
    end = "-----END CERTIFICATE-----"
    text = certificate.read_text(encoding="ascii")
    return text[text.index("-----BEGIN CERTIFICATE-----") : text.index(end) + len(end)]


def _reload_again(renewal: Renewal, folder: Path | None) -> None:
    try:
        run(renewal.reload, folder=folder)
    except CommandError as error:
        raise CertificateError(f"the certificate before it is in place, but {error}") from error
