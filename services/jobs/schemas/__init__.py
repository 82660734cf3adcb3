"""What crosses HTTP."""
