"""Whether the system answers: what a visitor would ask for, through the gateway."""

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Sequence


class UnhealthyError(Exception):
    """An address does not answer well; `str()` says which, and what it answers."""


def check_health(urls: Sequence[str], patience: float, *, pause: float = 1.0) -> None:
    """Return once every address answers below 400. UnhealthyError after `patience` seconds."""
    deadline = time.monotonic() + patience
    for url in urls:
        while fault := _fault(url):
            if time.monotonic() > deadline:
                raise UnhealthyError(f"{url}: {fault}")
            time.sleep(pause)


def _fault(url: str) -> str | None:
    # The host's own address has no certificate of its name: what is checked here is that there is an answer.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=10, context=context):  # noqa: S310  # from the settings
            return None
    except urllib.error.HTTPError as error:
        return f"answers {error.code}"
    except (OSError, http.client.HTTPException) as error:
        return f"no answer ({getattr(error, 'reason', error)})"
