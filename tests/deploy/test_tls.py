"""A new certificate on the real gateway, while visitors ask without a pause."""

import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.delivery.tls import CertificateError, Renewal, renew
from tests.servers.gateway import GATEWAY, Gateway

NAME = "mobiville.example.org"


def certificate(folder: Path, *, name: str = NAME, days: int = 90) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    pair = folder / "certificate.pem", folder / "key.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-days", str(days)]
    command = ["openssl", "req", "-x509", *curve, *names, "-out", str(pair[0]), "-keyout", str(pair[1])]
    subprocess.run(command, check=True, capture_output=True)
    return pair


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    made = Gateway(tmp_path, SERVER_NAMES=NAME, TLS_CHAIN=str(tmp_path / "none"))
    first, key = certificate(tmp_path / "old")
    (tmp_path / "fullchain.pem").write_bytes(first.read_bytes())
    (tmp_path / "privkey.pem").write_bytes(key.read_bytes())
    made.start()
    yield made
    made.kill()


def renewal_of(gateway: Gateway, *reload: str) -> Renewal:
    settings = " ".join(f"{name}='{value}'" for name, value in gateway.environment.items())
    command = reload or ("sh", "-c", f"{settings} exec {GATEWAY}/nginx/gateway reload")
    return Renewal(gateway.home, (NAME,), ("127.0.0.1", gateway.tls_port), command, patience=10)


def served(gateway: Gateway) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", gateway.tls_port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as tls,
    ):
        tls.sendall(f"GET /api/v1/nothing HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while chunk := tls.recv(65536):
            answer += chunk
        assert answer.startswith(b"HTTP/1.1 404"), answer[:200]
        return tls.getpeercert(binary_form=True) or b""


@contextmanager
def visitors(gateway: Gateway) -> Iterator[list[bytes]]:
    """Certificates that were served, one request after the other; fails when one is not answered."""
    stop, seen, faults = threading.Event(), list[bytes](), list[Exception]()

    def visit() -> None:
        while not stop.is_set():
            try:
                seen.append(served(gateway))
            except (OSError, AssertionError) as error:
                faults.append(error)

    thread = threading.Thread(target=visit)
    thread.start()
    yield seen
    stop.set()
    thread.join()
    assert faults == []


def der(path: Path) -> bytes:
    return ssl.PEM_cert_to_DER_cert(path.read_text())


def test_visitors_get_the_new_certificate_and_none_is_turned_away(gateway: Gateway, tmp_path: Path):
    new, key = certificate(tmp_path / "new")
    old = served(gateway)
    with visitors(gateway) as seen:
        renew(renewal_of(gateway), new, key)
        served(gateway)
    assert served(gateway) == der(new)
    assert set(seen) <= {old, der(new)}
    assert len(seen) > 1


def test_what_is_no_good_is_refused_before_anything_is_touched(gateway: Gateway, tmp_path: Path):
    new, key = certificate(tmp_path / "new")
    _, other_key = certificate(tmp_path / "other")
    before = served(gateway)
    renewal = renewal_of(gateway, "false")
    with pytest.raises(CertificateError, match=r"not a pair that can be read \(KEY_VALUES_MISMATCH\)"):
        renew(renewal, new, other_key)
    (tmp_path / "empty").touch()
    with pytest.raises(CertificateError, match="are not a pair that can be read"):
        renew(renewal, tmp_path / "empty", key)
    with pytest.raises(CertificateError, match=f"is not for {NAME}"):
        renew(renewal, *certificate(tmp_path / "foreign", name="example.com"))
    with pytest.raises(CertificateError, match="ends within two days, or has ended"):
        renew(renewal, *certificate(tmp_path / "ended", days=1))
    assert served(gateway) == before
    assert not list(tmp_path.glob("*.next"))


def test_a_gateway_that_refuses_it_keeps_the_one_before(gateway: Gateway, tmp_path: Path):
    new, key = certificate(tmp_path / "new")
    before = served(gateway)
    files = [(tmp_path / name).read_bytes() for name in ("fullchain.pem", "privkey.pem")]
    with pytest.raises(CertificateError, match="false ended with 1"):
        renew(renewal_of(gateway, "false"), new, key)
    assert [(tmp_path / name).read_bytes() for name in ("fullchain.pem", "privkey.pem")] == files
    assert served(gateway) == before


def test_a_certificate_that_is_not_served_is_taken_back(gateway: Gateway, tmp_path: Path):
    new, key = certificate(tmp_path / "new")
    before = (tmp_path / "fullchain.pem").read_bytes()
    renewal = Renewal(gateway.home, (NAME,), ("127.0.0.1", gateway.tls_port), ("true",), patience=0.2)
    with pytest.raises(
        CertificateError, match="goes on serving another certificate: the certificate before it"
    ):
        renew(renewal, new, key)
    assert (tmp_path / "fullchain.pem").read_bytes() == before


def test_the_pipeline_renews_it(gateway: Gateway, tmp_path: Path):
    new, key = certificate(tmp_path / "new")
    reload = f"sh -c '. {tmp_path}/gateway.env; exec {GATEWAY}/nginx/gateway reload'"
    settings = "".join(f"export {name}='{value}'\n" for name, value in gateway.environment.items())
    (tmp_path / "gateway.env").write_text(settings)
    host = tmp_path / "host"
    (host / "current").mkdir(parents=True)
    variables = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "RENEW_TLS": "1",
        "TLS_CERTIFICATE": str(new),
        "TLS_KEY": str(key),
        "TLS_NAMES": NAME,
        "TLS_DIR": str(tmp_path),
        "TLS_ADDRESS": f"127.0.0.1:{gateway.tls_port}",
        "TLS_RELOAD": reload,
        "DEPLOY_SHELL": "sh -c",
        "DEPLOY_PATH": str(host),
    }
    command = [sys.executable, "-m", "deploy.delivery", "deploy"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "the new certificate is in use\n"), done.stderr
    assert served(gateway) == der(new)
    assert not (host / "incoming" / "key.pem").exists()
    gone = subprocess.run(
        command, env={**variables, "TLS_KEY": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert gone.stderr == "deploy: TLS_KEY is not a file: set it as a variable of type File\n"
