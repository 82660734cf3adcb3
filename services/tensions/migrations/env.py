"""Alembic's environment for the schema of tensions."""

from services.tensions.tables import metadata
from shared.migrations import run_migration_environment

run_migration_environment(metadata)
