"""compose.yaml and .env.example, read."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$\{([A-Z_0-9]+)(?::-([^}]*))?\}")
_SETTING = re.compile(r"^(?P<comment>#?)(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)$", re.M)


def read_compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return document


COMPOSE = read_compose()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def variables_of_compose() -> dict[str, set[str]]:
    """Each `${NAME:-default}` of compose.yaml, with the defaults that it is given."""
    found: dict[str, set[str]] = {}
    for name, default in _VARIABLE.findall((ROOT / "compose.yaml").read_text(encoding="utf-8")):
        found.setdefault(name, set()).add(default)
    return found


def example() -> dict[str, tuple[bool, str]]:
    """Every variable that .env.example explains: whether it is set there, and to what (or its default)."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return {match["name"]: (not match["comment"], match["value"]) for match in _SETTING.finditer(text)}


def make_secrets(place: Path) -> Path:
    """Run deploy/compose/make-secrets in a copy of what it needs; the folder of the secrets."""
    if not (place / "deploy").exists():
        shutil.copytree(ROOT / "deploy" / "compose", place / "deploy" / "compose")
        shutil.copy(ROOT / ".env.example", place)
    subprocess.run(
        ["deploy/compose/make-secrets"], cwd=place, check=True, capture_output=True, env={"PATH": _PATH}
    )
    return place / "secrets"


_PATH = "/usr/local/bin:/usr/bin:/bin"
