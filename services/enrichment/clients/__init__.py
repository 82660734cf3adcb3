"""Calls to Wikimedia: paced, retried, understood."""
