"""The contract of the front that exists, as translated calls of /api/v1: no state, no rule of its own."""
