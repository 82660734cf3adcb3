"""Communes and areas: search, sheets, comparison, housing, services, helps."""
