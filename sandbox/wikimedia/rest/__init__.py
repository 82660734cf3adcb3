"""The REST APIs of French Wikipedia."""
