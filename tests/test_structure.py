"""The shape of the code base: sizes, names, who may hold what. Measured on every run."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("backup", "services", "shared", "mobiville", "gateway", "sandbox", "bundled")
SERVICES = sorted(path.parent for path in ROOT.glob("services/*/README.md"))
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "core"}
MAX_LINES = 250
MAX_FUNCTION_LINES = 50
# wire contracts: one field a line
LONG = {"shared/events/rows.py"}


def tracked(*patterns: str) -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def modules() -> list[Path]:
    return [path for room in ROOMS for path in tracked(f"{room}/*.py")]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_modules_are_short():
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: size for path, size in sizes.items() if size > MAX_LINES and path not in LONG} == {}
    assert statistics.median(size for size in sizes.values() if size > 1) <= 94


def test_functions_are_short():
    sizes = [(name(path), function, size) for path in modules() for function, size in functions(path)]
    assert [one for one in sizes if one[2] > MAX_FUNCTION_LINES] == []
    assert statistics.median(size for _, _, size in sizes) <= 10


def test_no_module_is_a_drawer():
    assert [name(path) for path in modules() if path.stem in BANNED] == []


def test_only_settings_read_the_environment():
    reads = re.compile(r"os\.environ|os\.getenv|\bgetenv\(")
    found = [name(path) for path in modules() if reads.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|for now\b")
    found = [
        name(path)
        for path in tracked("*.py", "*.sh", "Makefile", "scripts/*", "*.ts", "*.tsx")
        if path != Path(__file__) and later.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_registry_host_is_named():
    host = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|npmjs\.com")
    texts = [
        path for path in tracked() if path != Path(__file__) and path.suffix not in {".png", ".webp", ".gz"}
    ]
    found = [name(path) for path in texts if host.search(path.read_text(encoding="utf-8", errors="ignore"))]
    assert found == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_has_the_same_few_files(service: Path):
    wanted = {"importer": {"settings.py", "README.md"}}.get(
        service.name, {"__main__.py", "app.py", "settings.py", "routes.py", "README.md"}
    )
    assert wanted <= {path.name for path in service.iterdir()}


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_only_queries_speak_sql_and_only_clients_call_out(service: Path):
    for path in service.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        room = path.relative_to(service).parts[0].removesuffix(".py")
        if re.search(r"^from sqlalchemy import .*\b(select|insert|update|delete)\b", text, re.M):
            assert room in {"queries", "migrations"}, f"{name(path)} speaks SQL"
        if re.search(r"^(import|from) tenacity", text, re.M):
            assert room in {"clients", "download", "proxy", "publishing"}, f"{name(path)} retries"


def test_tests_mirror_the_sources():
    missing = []
    for path in modules():
        relative = path.relative_to(ROOT)
        if path.stem.startswith("__") or len(path.read_text(encoding="utf-8").splitlines()) < 40:
            continue
        parts = relative.parts[1:] if relative.parts[0] in {"gateway", "services"} else relative.parts
        mirror = ROOT / "tests" / Path(*parts).parent / f"test_{path.stem}.py"
        if not mirror.exists():
            missing.append(relative.as_posix())
    # A pure module without a test of its own is tested through what it is for; most are not.
    assert len(missing) <= 0.4 * len(modules()), missing
