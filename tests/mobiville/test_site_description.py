"""Who runs the site: the embedded run and the gateway say the same of the same variables."""

from pathlib import Path

import orjson
import pytest

from mobiville.site_description import SiteSettings
from shared.settings import read_settings
from tests.servers.gateway import Gateway

WHOLE = {
    "OPERATOR": 'Communauté d\'agglomération "Le Pays" \\ 1 place $HOME',
    "PUBLICATION_DIRECTOR": "Mme la présidente",
    "CONTACT": "mobiville@mairie.test",
    "HOSTING": "Hébergeur SAS, 2 rue de l’Exemple, 35000 Rennes",
    "TILE_URL": "https://tiles.example:8443/wmts?layer=plan&z={z}&x={x}&y={y}",
    "TILE_ATTRIBUTION": "© Un institut",
}


@pytest.mark.parametrize("told", [WHOLE, {}, {"CONTACT": "https://mairie.test/contact"}])
def test_both_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, str]):
    gateway = Gateway(tmp_path, **told)
    assert gateway.run("render").returncode == 0
    for name, value in told.items():
        monkeypatch.setenv(f"GATEWAY_{name}", value)
    described = read_settings(SiteSettings).describe()
    assert orjson.loads((tmp_path / "run" / "site.json").read_bytes()) == described.model_dump()


@pytest.mark.parametrize(
    ("told", "blamed"),
    [
        ({"CONTACT": "call me"}, "GATEWAY_CONTACT"),
        ({"TILE_URL": "http://tiles.example/{z}/{x}/{y}", "TILE_ATTRIBUTION": "©"}, "GATEWAY_TILE_URL"),
        ({"TILE_URL": "https://tiles.example/{z}/{x}", "TILE_ATTRIBUTION": "©"}, "GATEWAY_TILE_URL"),
        ({"TILE_URL": "https://tiles.example/{z}/{x}/{y}"}, "GATEWAY_TILE_ATTRIBUTION"),
        (
            {"TILE_URL": "https://tiles.example; script-src */{z}/{x}/{y}", "TILE_ATTRIBUTION": "©"},
            "GATEWAY_TILE_URL",
        ),
    ],
)
def test_both_refuse_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    told: dict[str, str],
    blamed: str,
):
    done = Gateway(tmp_path, **told).run("render")
    assert (done.returncode, blamed in done.stderr) == (2, True)
    for name, value in told.items():
        monkeypatch.setenv(f"GATEWAY_{name}", value)
    with pytest.raises(SystemExit):
        read_settings(SiteSettings)
    assert blamed in capfd.readouterr().err
