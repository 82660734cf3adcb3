"""HTTP in, ask, HTTP out."""
