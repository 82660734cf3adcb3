"""Alembic's environment for the schema of enrichment."""

from services.enrichment.tables import metadata
from shared.migrations import run_migration_environment

run_migration_environment(metadata)
