"""Alembic's environment for the schema of cities."""

from services.cities.tables import metadata
from shared.migrations import run_migration_environment

run_migration_environment(metadata)
