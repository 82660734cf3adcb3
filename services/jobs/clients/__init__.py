"""Remote APIs that the service calls: one module each."""
