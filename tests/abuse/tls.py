"""`make abuse`: SSLyze looks at nginx with a certificate of ours, beside what Mozilla recommends."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.gateway.certificates import Authority
from tests.servers.gateway import Gateway

NAME = "mobiville.test"
SSLYZE = ("uv", "tool", "run", "--quiet", "--from", "sslyze==6.3.1", "sslyze")
# The certificate is of a test and lives for a day: its chain and lifetime are no finding.
OF_THE_TEST = ("maximum_certificate_lifespan", "certificate")


def main() -> int:
    """0 when nothing but the test's own certificate departs from the recommendation."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "gateway"
        home.mkdir()
        Authority(Path(folder)).issue(home, NAME, serial=1)
        gateway = Gateway(home, SERVER_NAMES=NAME)
        gateway.start()
        try:
            said = look_at(gateway.tls_port)
        finally:
            gateway.kill()
    sys.stdout.write(said)
    findings = [line.strip() for line in said.splitlines() if line.strip().startswith("* ")]
    named = said[said.find("COMPLIANCE") :]
    departures = [line for line in findings if line in named and not line[2:].startswith(OF_THE_TEST)]
    return 1 if departures or "VULNERABLE -" in said or "COMPLIANCE" not in said else 0


def look_at(port: int) -> str:
    """Everything that it says, as text."""
    command = [*SSLYZE, f"{NAME}:{port}{{127.0.0.1}}", "--mozilla_config", "intermediate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
