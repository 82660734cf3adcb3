"""On the host: put a release in use, and go back by itself when it does not answer."""

import fcntl
import os
import runpy
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.delivery.commands import CommandError, run
from deploy.delivery.health import UnhealthyError, check_health
from deploy.delivery.images import image, services_of
from deploy.delivery.releases import (
    OVERRIDE,
    Release,
    current_release,
    forget_release,
    prepare_release,
    prune_releases,
    use_release,
)
from deploy.delivery.request import Request
from deploy.delivery.sending import SENT
from deploy.delivery.settings import Host

# Their data; the volumes of backups and certificates are never erased.
_ERASED = ("mariadb", "mariadb-socket", "rabbitmq")


class DeployError(Exception):
    """The release is not in use; `str()` says why, and what is."""


@dataclass(frozen=True, slots=True)
class Order:
    """`files` are compose.yaml and deploy/ as of the version; `back_up`: make a backup first."""

    request: Request
    repository: str
    files: Path
    back_up: bool = False


def deploy(host: Host, order: Order) -> Release:
    """The release, in use and answering. DeployError: what was in use before is again, and what is lost."""
    with _locked(host):
        before = current_release(host)
        _check_order(order, before)
        release = prepare_release(host, order.request.version, *_contents(order, before))
        try:
            _get_ready(host, release, order, before)
        except CommandError as error:
            forget_release(release)
            raise DeployError(f"{error}: nothing has changed") from error
        lost = _erase(host, release, before) if before and order.request.erase else ""
        use_release(host, release)
        try:
            _start(host, release, anew=order.request.part == "config")
            if order.request.part == "install":
                compose(host, release, "run", "--rm", "importer", "import", "all")
        except (CommandError, UnhealthyError) as error:
            raise _rolled_back(host, release, before, error, lost) from error
        prune_releases(host)
        return release


def roll_back(host: Host) -> Release:
    """Put the release before the one in use back in use. DeployError."""
    with _locked(host):
        used = current_release(host)
        earlier = [path for path in sorted(host.releases.iterdir()) if used and path < used.path]
        if used is None or not earlier:
            raise DeployError(
                f"there is no earlier release in {host.releases}: deploy one with FORCE_VERSION"
            )
        release = Release(earlier[-1])
        use_release(host, release)
        try:
            _start(host, release)
        except (CommandError, UnhealthyError) as error:
            raise _rolled_back(host, release, used, error) from error
        return release


def compose(host: Host, release: Release, *words: str, seconds: float = 7200) -> str:
    """Run compose on the release; its project is the same for all releases. CommandError.

    The one in use goes by the path of `current`: a path that changes would have compose replace every
    container that has a file of it mounted, the database first.
    """
    in_use = host.current.exists() and host.current.resolve() == release.path
    place = host.current if in_use else release.path
    files = ["--file", str(place / "compose.yaml"), "--file", str(place / OVERRIDE)]
    whole = [*host.compose, "--project-directory", str(place), *files, *words]
    try:
        return run(whole, folder=place, seconds=seconds).decode()
    except CommandError as error:
        raise CommandError(f"compose {' '.join(words[:3])}: {error.said or error}", error.said) from error


def operate(host: Host, *words: str) -> str:
    """Run the operator's command in the release in use; what it says. CommandError, DeployError."""
    release = current_release(host)
    if release is None:
        raise DeployError(f"nothing is installed in {host.home}")
    return compose(host, release, "run", "--rm", "-T", "importer", *words)


def _check_order(order: Order, before: Release | None) -> None:
    part, sent = order.request.part, (order.files / SENT).read_text(encoding="utf-8")
    if sent != order.request.version:
        raise DeployError(f"another pipeline has sent the files of {sent} meanwhile: start this one again")
    if before is None and part not in {"install", "all"}:
        raise DeployError(f"nothing is installed here: {part} cannot be deployed alone, use FORCE_INSTALL=1")
    if before is not None and part == "install" and not order.request.erase:
        raise DeployError(
            f"{before.path.name} is installed here: FORCE_INSTALL=erase deletes its data, not its backups,"
            " and installs from scratch"
        )


def _contents(order: Order, before: Release | None) -> tuple[Path, dict[str, str]]:
    """The files and the images of the release: the part that was asked for is new, the rest as it was."""
    request, services = order.request, own_services(order.files)
    new = {
        service: image(order.repository, service, request.version)
        for service in services_of(request.part, services)
    }
    if before is None or request.part in {"all", "install"}:
        return order.files, new
    if request.part == "config":
        return order.files, {service: name for service, name in before.images.items() if service in services}
    kept = before.images
    return before.path, kept | {service: name for service, name in new.items() if service in kept}


def own_services(files: Path) -> list[str]:
    """The services of compose.yaml whose images are ours."""
    return ["nginx", *runpy.run_path(str(files / "deploy" / "image" / "contents.py"))["IMAGES"]]


def _get_ready(host: Host, release: Release, order: Order, before: Release | None) -> None:
    """Everything that can fail without touching what is in use."""
    if not (host.home / ".env").exists():
        shutil.copy(release.path / ".env.example", host.home / ".env")
    secrets = {**os.environ, "SECRETS_DIR": str(host.home / "secrets")}
    run(["deploy/compose/make-secrets"], folder=release.path, environment=secrets)
    if (release.path / "deploy/compose/check").exists():
        run(["deploy/compose/check"], folder=release.path, environment=secrets)
    compose(host, release, "config", "--quiet")
    compose(host, release, "--profile", "tools", "pull", "--quiet")
    if before and (order.back_up or order.request.erase):
        compose(host, before, "exec", "-T", "backup", "python", "-m", "mobiville", "backup")


def _erase(host: Host, release: Release, before: Release) -> str:
    """Stop what is in use and delete its data, after a backup; what is lost. DeployError."""
    restore = f"restore the backup of {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}"
    lost = ""
    try:
        project = _project(host, before)
        compose(host, before, "down", "--remove-orphans")
        lost = f"; data may be erased: {restore}"
        run([host.compose[0], "volume", "rm", "--force", *(f"{project}_{volume}" for volume in _ERASED)])
    except CommandError as error:
        raise _rolled_back(host, release, before, error, lost) from error
    return f"; its data were erased: {restore}"


def _project(host: Host, release: Release) -> str:
    lines = compose(host, release, "config").splitlines()
    return next(line.removeprefix("name:").strip() for line in lines if line.startswith("name:"))


def _start(host: Host, release: Release, *, anew: bool = False) -> None:
    """Start what differs, or all of it (compose does not see that mounted files changed); wait until well."""
    patience = str(max(1, int(host.patience)))
    options = ["--no-build", "--remove-orphans", *(["--force-recreate"] if anew else [])]
    compose(host, release, "up", "--detach", "--wait", "--wait-timeout", patience, *options)
    check_health(host.health_urls, host.patience)


def _rolled_back(
    host: Host, release: Release, before: Release | None, error: Exception, lost: str = ""
) -> DeployError:
    """Undo; what to tell, ending with what going back does not bring back."""
    said = f"{release.path.name} does not work ({error})"
    try:
        if before is None:
            compose(host, release, "down", "--remove-orphans")
            host.current.unlink()
            forget_release(release)
            return DeployError(f"{said}: nothing was installed before, all is stopped")
        use_release(host, before)
        forget_release(release)
        _start(host, before)
    except (CommandError, UnhealthyError) as again:
        return DeployError(f"{said}, AND GOING BACK FAILED: {again}{lost}")
    return DeployError(f"{said}: {before.path.name} is in use again{lost}")


@contextmanager
def _locked(host: Host) -> Iterator[None]:
    """One deployment at a time on the host."""
    host.home.mkdir(parents=True, exist_ok=True)
    with (host.home / ".deploy.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DeployError(f"another deployment is under way in {host.home}: wait for its end") from None
        yield
