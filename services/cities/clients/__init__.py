"""Remote APIs that the service calls."""
