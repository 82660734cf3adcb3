"""The state that replicas share."""
