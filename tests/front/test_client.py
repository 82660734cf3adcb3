"""The site's typed client is that of the API as it is."""

import subprocess
from pathlib import Path

from mobiville.openapi import describe
from tests.servers.process import find_program

ROOT = Path(__file__).resolve().parents[2]


def test_the_client_is_made_of_today_s_api(tmp_path: Path):
    (tmp_path / "openapi.json").write_bytes(describe())
    program = ROOT / "front" / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    made = tmp_path / "schema.d.ts"
    node = find_program("node", package="nodejs")
    command = [node, str(program), str(tmp_path / "openapi.json"), "--output", str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    today = (ROOT / "front" / "src" / "api" / "schema.d.ts").read_text(encoding="utf-8")
    assert made.read_text(encoding="utf-8") == today, "make client"
