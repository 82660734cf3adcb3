"""`make load`: ten minutes of a realistic mix at 80 % of what the machine can do."""
