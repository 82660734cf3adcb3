"""Names of places, compared as people write them."""

import unicodedata


def fold(name: str) -> str:
    """`Saint-Étienne` and `SAINT ETIENNE` -> `saint etienne`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())
