"""Every SQL statement; they never commit."""
