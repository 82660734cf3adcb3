"""Settings read once at start; what is wrong is told in one line that names the variable."""

import sys
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings

SettingsT = TypeVar("SettingsT", bound=BaseSettings)

_EXIT_USAGE = 2


def read_settings(model: type[SettingsT]) -> SettingsT:
    """The settings of the environment; exits with status 2, showing no values, when they cannot be used."""
    try:
        return model()
    except ValidationError as error:
        sys.stderr.write(describe_faults(model, error) + "\n")
        raise SystemExit(_EXIT_USAGE) from None


def describe_faults(model: type[BaseSettings], error: ValidationError) -> str:
    """`settings: CITIES_PORT: Input should be …; CITIES_BROKER_URL: Field required`"""
    prefix = model.model_config.get("env_prefix", "")
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    described = [f"{prefix}{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in faults]
    return "settings: " + "; ".join(described)
