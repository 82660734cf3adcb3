"""In the pipeline: sending a host the tools of this commit and the files of the version; orders."""

import io
import shlex
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.delivery.commands import CommandError, run
from deploy.delivery.request import Request

FILES = ("compose.yaml", ".env.example", "deploy")
TOOLS = ("deploy/__init__.py", "deploy/delivery")
# Says, below incoming/, which version was sent.
SENT = "SENT"
# What the tools on the host are told; nothing else of the pipeline's variables, least of all secrets.
PASSED = (
    "CI_COMMIT_REF_NAME",
    "CI_COMMIT_SHA",
    "CI_REGISTRY_IMAGE",
    "DEPLOY_BACKUP",
    "DEPLOY_PATH",
    "DEPLOY_SECONDS",
    "COMPOSE",
    "FORCE_DEPLOY",
    "FORCE_INSTALL",
    "FORCE_VERSION",
    "HEALTH_URLS",
    "KEPT_RELEASES",
    "TLS_ADDRESS",
    "TLS_DIR",
    "TLS_NAMES",
    "TLS_RELOAD",
)


@dataclass(frozen=True, slots=True)
class Target:
    """`shell` runs a command line on the host: `ssh deploy@host`, or `sh -c` for this machine."""

    shell: tuple[str, ...]
    path: str


def read_target(variables: Mapping[str, str]) -> Target:
    """From DEPLOY_SHELL, or DEPLOY_HOST (user@host), and DEPLOY_PATH."""
    shell = variables.get("DEPLOY_SHELL") or f"ssh -o BatchMode=yes {shlex.quote(variables['DEPLOY_HOST'])}"
    return Target(tuple(shlex.split(shell)), variables.get("DEPLOY_PATH", "/srv/mobiville"))


def send(target: Target, root: Path, ref: str, others: Mapping[str, bytes] | None = None) -> None:
    """Put tools/ and incoming/ on the host, anew; `others` are files below incoming/. CommandError."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        _add(archive, "tools", _git_archive(root, "HEAD", TOOLS))
        _add(archive, "incoming", _git_archive(root, ref, FILES))
        for name, data in (others or {}).items():
            info = tarfile.TarInfo(f"incoming/{name}")
            info.size, info.mode = len(data), 0o600
            archive.addfile(info, io.BytesIO(data))
    path = shlex.quote(target.path)
    # The lock of deploying.py: what a deployment reads is not replaced under it.
    busy = f"{{ echo another deployment is under way in {path}: wait for its end >&2; exit 1; }}"
    script = (
        f"umask 077 && mkdir -p {path} && cd {path} && exec 9>.deploy.lock && {{ flock -n 9 || {busy}; }}"
    )
    _on(target, f"{script} && rm -rf tools incoming && tar xzf -", content.getvalue())


@contextmanager
def logged_in(target: Target, variables: Mapping[str, str]) -> Iterator[None]:
    """Let the host pull images meanwhile, with GitLab's token, which does not stay there. CommandError."""
    user, token = variables.get("CI_DEPLOY_USER"), variables.get("CI_DEPLOY_PASSWORD")
    if not user or not token:
        yield
        return
    registry = shlex.quote(variables.get("CI_REGISTRY", ""))
    _on(target, f"docker login --username {shlex.quote(user)} --password-stdin {registry}", token.encode())
    try:
        yield
    finally:
        _on(target, f"docker logout {registry}")


def order(target: Target, variables: Mapping[str, str], command: str) -> str:
    """Run a command of the tools on the host; what it says. CommandError."""
    told = " ".join(f"{name}={shlex.quote(variables[name])}" for name in PASSED if variables.get(name))
    tools = shlex.quote(f"{target.path}/tools")
    missing = f"{{ echo nothing is installed in {shlex.quote(target.path)} >&2; exit 1; }}"
    script = f"cd {tools} 2>/dev/null || {missing}; {told} python3 -m deploy.delivery {command}"
    return _on(target, script).decode()


def _on(target: Target, script: str, given: bytes | None = None) -> bytes:
    """Run it on the host. CommandError: what the host said, without the script."""
    try:
        return run([*target.shell, script], given=given, seconds=7200)
    except CommandError as error:
        raise CommandError(error.said.removeprefix("deploy: ") or str(error)) from error


def ref_of(request: Request) -> str:
    """The commit whose files go with the version."""
    return request.version.rpartition("-")[2]


def commit_of(root: Path, branch: str) -> str:
    """The latest commit of a branch, as it was fetched. CommandError."""
    try:
        found = run(["git", "rev-parse", "--verify", f"refs/remotes/origin/{branch}^{{commit}}"], folder=root)
    except CommandError as error:
        raise CommandError(f"{error}; fetch it first: git fetch origin {branch}") from None
    return found.decode().strip()


def _git_archive(root: Path, ref: str, names: tuple[str, ...]) -> tarfile.TarFile:
    """Files as they are committed."""
    try:
        packed = run(["git", "archive", "--format=tar", ref, *names], folder=root)
    except CommandError as error:
        raise CommandError(f"{error}; fetch it first: git fetch origin, with GIT_DEPTH=0") from None
    return tarfile.open(fileobj=io.BytesIO(packed))


def _add(archive: tarfile.TarFile, folder: str, files: tarfile.TarFile) -> None:
    for member in files:
        content = files.extractfile(member) if member.isfile() else None
        member.name = f"{folder}/{member.name}"
        archive.addfile(member, content)
