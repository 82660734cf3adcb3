"""`python -m shared.probe URL`: whether a service is well, for health checks; images have no curl.

Exit code 0 when it answers 200; 1 with one line that says what it lacks.
"""

import http.client
import json
import sys
from urllib.parse import urlsplit

_SECONDS = 4.0


def examine(url: str) -> str | None:
    """None when all is well, else the reason: the parts that are not, or why there is no answer."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc, timeout=_SECONDS)
    try:
        connection.request("GET", address.path or "/")
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        return f"{url}: {error!r}"
    finally:
        connection.close()
    if response.status == http.client.OK:
        return None
    return f"{url}: {response.status} {_faults(body)}".rstrip()


def _faults(body: bytes) -> str:
    """The parts that are not "ok", as /health/ready tells them."""
    try:
        parts = json.loads(body)["parts"]
        return "; ".join(f"{part}: {state}" for part, state in parts.items() if state != "ok")
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def main(url: str) -> None:
    """Ends the process with what the examination says."""
    sys.exit(examine(url))


if __name__ == "__main__":
    main(sys.argv[1])
