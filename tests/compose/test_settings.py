"""compose.yaml, .env.example and the settings of the services tell the same."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from backup.settings import Settings as Backup
from gateway.legacy.settings import LegacySettings
from mobiville.settings import MobivilleSettings
from sandbox.francetravail.settings import SandboxSettings
from sandbox.wikimedia.settings import WikimediaSettings
from services.cities.settings import Settings as Cities
from services.enrichment.settings import Settings as Enrichment
from services.importer.settings import ImporterSettings
from services.jobs.settings import JobsSettings
from services.tensions.settings import Settings as Tensions
from shared.settings import read_settings
from tests.compose.files import ROOT, SERVICES, example, make_secrets, variables_of_compose

MODELS: dict[str, tuple[type[BaseSettings], ...]] = {
    "cities": (Cities,),
    "tensions": (Tensions,),
    "jobs": (JobsSettings,),
    "enrichment": (Enrichment,),
    "legacy": (LegacySettings,),
    "backup": (Backup,),
    "importer": (ImporterSettings, MobivilleSettings),
    "francetravail": (SandboxSettings,),
    "wikimedia": (WikimediaSettings,),
}
# of the embedded run, which no container is; of paths inside an image; and what secrets/ has instead
NOT_SET = re.compile(
    r"MOBIVILLE_(HOME|HOST|PORT|CONTACT|FRANCE_TRAVAIL_CLIENT_ID)|JOBS_CLIENT_SECRET_FILE"
    r"|BACKUP_MIGRATIONS|SANDBOX_(FT|WM)_(DATA|CLIENT_IDS|CLIENT_SECRET)"
)
FROM_COMPOSE = re.compile(r"GATEWAY_|COMPOSE_")
each_service = pytest.mark.parametrize("service", MODELS)


def defaults(model: type[BaseModel] | BaseModel, prefix: str) -> Iterator[tuple[str, Any]]:
    """Every variable that the model reads, with its default."""
    fields = model.model_fields if isinstance(model, type) else type(model).model_fields
    for name, field in fields.items():
        default = field.default if isinstance(model, type) else getattr(model, name)
        if isinstance(default, BaseModel):
            yield from defaults(default, f"{prefix}{name.upper()}__")
        else:
            yield prefix + name.upper(), default


def variables(service: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for model in MODELS[service]:
        found |= defaults(model, model.model_config.get("env_prefix", ""))
    return found


def shown(default: Any) -> str:
    """As .env.example writes it."""
    match default:
        case None:
            return ""
        case bool():
            return str(default).lower()
        case tuple():
            return ",".join(default)
        case float() if default.is_integer():
            return str(int(default))
    return str(default)


def known(service: str) -> set[str]:
    """What compose.yaml sets itself, as variables and as secrets."""
    secrets = {name.upper() for name in SERVICES[service].get("secrets", [])}
    return set(SERVICES[service]["environment"]) | secrets


@each_service
def test_every_setting_is_explained_or_wired(service: str):
    explained = example().keys() | known(service)
    missing = {
        name
        for name in variables(service)
        if name not in explained and not NOT_SET.fullmatch(name) and "__" not in name
    }
    assert missing == set()


@each_service
def test_every_group_of_settings_is_explained_by_example(service: str):
    groups = {name.partition("__")[0] for name in variables(service) if "__" in name}
    assert groups == {
        name.partition("__")[0] for name in example() if "__" in name and name in variables(service)
    }


@each_service
def test_what_compose_sets_is_a_setting(service: str):
    assert SERVICES[service]["environment"].keys() <= variables(service).keys()


def test_every_explained_variable_is_one():
    ours = {name for service in MODELS for name in variables(service)}
    unknown = {name for name in example() if name not in ours | variables_of_compose().keys()}
    unknown = {name for name in unknown if not FROM_COMPOSE.match(name)}
    assert unknown == set()


def test_variables_of_the_gateway_are_its_own():
    explained = (ROOT / "gateway" / "README.md").read_text(encoding="utf-8")
    names = {name.removeprefix("GATEWAY_") for name in example() if name.startswith("GATEWAY_")}
    assert [name for name in names if not re.search(rf"`(GATEWAY_|…){name}`", explained)] == []


def test_every_variable_of_compose_is_explained_with_its_default():
    explained = example()
    for name, given in variables_of_compose().items():
        assert len(given) == 1, name
        assert name in explained, name
        assert explained[name][0] or explained[name][1] == next(iter(given)), name


@each_service
def test_defaults_are_those_that_are_written(service: str):
    wired = variables_of_compose()
    for name, default in variables(service).items():
        if name in example() and not example()[name][0] and name not in wired:
            written = "" if default is PydanticUndefined else shown(default)
            assert example()[name][1] == written, name


@each_service
def test_a_fresh_host_s_settings_are_accepted(service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    secrets = make_secrets(tmp_path)
    given = {name: value for name, (is_set, value) in example().items() if is_set}
    for name, value in (given | SERVICES[service]["environment"]).items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value)))
    for model in MODELS[service]:
        for name in SERVICES[service].get("secrets", []):
            (tmp_path / "mounted").mkdir(exist_ok=True)
            (tmp_path / "mounted" / name).write_bytes((secrets / name).read_bytes())
        read_settings(model, tmp_path / "mounted")
