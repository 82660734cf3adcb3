"""The HTTP face that every service has: typed endpoints, problems, health, metrics, OpenAPI."""
