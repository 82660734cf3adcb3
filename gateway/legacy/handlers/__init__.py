"""HTTP in, ask /api/v1, HTTP out in the front's own shapes."""
