"""`python -m mobiville`: the command, as where it is not installed."""

from mobiville.cli import main

if __name__ == "__main__":
    main()
