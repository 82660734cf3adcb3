"""Which towns fit, and which place was meant: answers from the columns alone."""
