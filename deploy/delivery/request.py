"""What a pipeline was asked to do, from the variables of GitLab and of who started it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Part = Literal["all", "api", "front", "config", "install"]
PARTS: tuple[Part, ...] = ("api", "front", "config", "install")

_SHA = re.compile(r"[0-9a-f]{7,40}")
_TRUE = frozenset({"1", "true", "yes"})
_FALSE = frozenset({"", "0", "false", "no"})


class RequestError(Exception):
    """A variable cannot be used; `str()` names it and says what it takes."""


@dataclass(frozen=True, slots=True)
class Request:
    """`version` is what follows the service in a tag: `main-0a1b2c3d`."""

    version: str
    part: Part = "all"
    erase: bool = False


def slug(branch: str) -> str:
    """As GitLab's CI_COMMIT_REF_SLUG: lowercase, 63 characters at most, fit for a tag."""
    return re.sub(r"[^a-z0-9]+", "-", branch.lower())[:63].strip("-")


def version_of(branch: str, sha: str) -> str:
    """`main-0a1b2c3d`"""
    return f"{slug(branch)}-{sha[:8]}"


def latest_of(branch: str) -> str:
    """`main-latest`"""
    return f"{slug(branch)}-latest"


def read_request(variables: Mapping[str, str], commit_of: Callable[[str], str]) -> Request:
    """What to deploy: the commit itself, unless a FORCE_… variable says otherwise. RequestError.

    Another branch is its latest commit now (`commit_of`): the images of a release never change.
    """
    branch, sha = (_required(variables, name) for name in ("CI_COMMIT_REF_NAME", "CI_COMMIT_SHA"))
    wanted = variables.get("FORCE_DEPLOY", "").strip()
    part: Part = next((known for known in PARTS if known == wanted), "all")
    other_branch = wanted if wanted and part == "all" else ""
    if forced := variables.get("FORCE_VERSION", "").strip():
        version = _forced_version(forced, other_branch or branch)
    else:
        version = version_of(other_branch or branch, commit_of(other_branch) if other_branch else sha)
    install = variables.get("FORCE_INSTALL", "").strip().lower()
    if install not in _TRUE | _FALSE | {"erase"}:
        raise RequestError(
            f"FORCE_INSTALL is {install!r}: 1 to install, erase to install from scratch over data"
        )
    return Request(version, "install" if install not in _FALSE else part, install == "erase")


def is_set(variables: Mapping[str, str], name: str) -> bool:
    """Whether a variable that is a switch is on. RequestError."""
    value = variables.get(name, "").strip().lower()
    if value not in _TRUE | _FALSE:
        raise RequestError(f"{name} is {value!r}: 1 or nothing")
    return value in _TRUE


def _forced_version(forced: str, branch: str) -> str:
    """From a commit, or from the whole of a tag's version."""
    if _SHA.fullmatch(forced):
        if len(forced) < 8:
            raise RequestError(f"FORCE_VERSION is {forced}: give at least 8 characters of the commit")
        return version_of(branch, forced)
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*-[0-9a-f]{8}", forced):
        return forced
    raise RequestError(
        f"FORCE_VERSION is {forced!r}: a commit (0a1b2c3d), or a branch and a commit (main-0a1b2c3d)"
    )


def _required(variables: Mapping[str, str], name: str) -> str:
    if value := variables.get(name, "").strip():
        return value
    raise RequestError(f"{name} is not set: run this in a pipeline, or set it by hand")
