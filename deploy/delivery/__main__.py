"""`python3 -m deploy.delivery COMMAND`: what .gitlab-ci.yml calls, and what an operator calls by hand.

Python's standard library only. deploy/README.md explains the commands and the variables.
"""

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from deploy.delivery.building import archive_front, build_image, push_images, read_build
from deploy.delivery.commands import CommandError
from deploy.delivery.deploying import DeployError, Order, deploy, operate, own_services, roll_back
from deploy.delivery.request import Request, RequestError, is_set, read_request
from deploy.delivery.sending import SENT, commit_of, logged_in, order, read_target, ref_of, send
from deploy.delivery.settings import read_host
from deploy.delivery.tls import CertificateError, read_renewal, renew

ROOT = Path(__file__).parents[2]
_FAILURES = (CommandError, RequestError, DeployError, CertificateError, OSError)
_USAGE = """in the pipeline: build [SERVICE…] | front | deploy | renew-tls | roll-back | run WORD…
on the host: apply | apply-tls | undo | operate WORD…"""


def _build(variables: Mapping[str, str], *services: str) -> None:
    """Build the images (all, or those that are named) and push them."""
    build = read_build(variables)
    for service in services or own_services(ROOT):
        tags = build_image(build, service, ROOT)
        push_images(build, tags)
        _say("\n".join(tags))


def _front(variables: Mapping[str, str]) -> None:
    """Archive the built site."""
    _say(str(archive_front(read_build(variables), ROOT / "front" / "dist", ROOT / "dist")))


def _deploy(variables: Mapping[str, str]) -> None:
    """Deploy what the variables ask for; RENEW_TLS asks for the certificate only."""
    if is_set(variables, "RENEW_TLS"):
        return _renew_tls(variables)
    target, request = read_target(variables), _read_request(variables)
    send(target, ROOT, ref_of(request), {SENT: request.version.encode()})
    with logged_in(target, variables):
        # The host has no git: it is told the commit that a branch stands for.
        return _say(order(target, {**variables, "FORCE_VERSION": request.version}, "apply"))


def _read_request(variables: Mapping[str, str]) -> Request:
    return read_request(variables, partial(commit_of, ROOT))


def _renew_tls(variables: Mapping[str, str]) -> None:
    """Replace the certificate by the files that TLS_CERTIFICATE and TLS_KEY name."""
    pair = {}
    for name, file in (("TLS_CERTIFICATE", "certificate.pem"), ("TLS_KEY", "key.pem")):
        if not Path(variables.get(name, "")).is_file():
            raise RequestError(f"{name} is not a file: set it as a variable of type File")
        pair[file] = Path(variables[name]).read_bytes()
    target = read_target(variables)
    send(target, ROOT, "HEAD", pair)
    _say(order(target, variables, "apply-tls"))


def _on_host(command: str) -> Callable[..., None]:
    def command_on_host(variables: Mapping[str, str], *words: str) -> None:
        target = read_target(variables)
        with logged_in(target, variables):
            _say(order(target, variables, shlex.join((command, *words))))

    return command_on_host


def _apply(variables: Mapping[str, str]) -> None:
    """Put what was sent in use."""
    host = read_host(variables)
    request, back_up = _read_request(variables), is_set(variables, "DEPLOY_BACKUP")
    asked = Order(request, variables["CI_REGISTRY_IMAGE"], host.home / "incoming", back_up)
    _say(f"{deploy(host, asked).path.name} is in use")


def _apply_tls(variables: Mapping[str, str]) -> None:
    """Put the certificate that was sent in use."""
    host = read_host(variables)
    sent = host.home / "incoming"
    try:
        renewal = read_renewal(variables, host.home, host.compose)
        renew(renewal, sent / "certificate.pem", sent / "key.pem", folder=host.current)
    finally:
        (sent / "key.pem").unlink(missing_ok=True)
    _say("the new certificate is in use")


def _undo(variables: Mapping[str, str]) -> None:
    """Go back to the release before."""
    _say(f"{roll_back(read_host(variables)).path.name} is in use again")


def _operate(variables: Mapping[str, str], *words: str) -> None:
    """Run the operator's command: `operate import due`."""
    _say(operate(read_host(variables), *words))


COMMANDS: Mapping[str, Callable[..., None]] = {
    "build": _build,
    "front": _front,
    "deploy": _deploy,
    "renew-tls": _renew_tls,
    "roll-back": _on_host("undo"),
    "run": _on_host("operate"),
    "apply": _apply,
    "apply-tls": _apply_tls,
    "undo": _undo,
    "operate": _operate,
}


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def main(words: list[str], variables: Mapping[str, str]) -> int:
    """The exit code: 0, 1 with one line when it failed, 2 when it was asked for something unknown."""
    if not words or words[0] not in COMMANDS:
        sys.stderr.write(f"usage: python3 -m deploy.delivery COMMAND\n{_USAGE}\n")
        return 2
    try:
        COMMANDS[words[0]](variables, *words[1:])
    except KeyError as error:
        sys.stderr.write(f"deploy: {error.args[0]} is not set\n")
    except _FAILURES as error:
        sys.stderr.write(f"deploy: {error}\n")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
