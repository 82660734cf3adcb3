"""Figures derived from figures; unknown in, unknown out."""


def per_10k(count: int, population: int | None) -> float | None:
    """Per 10,000 people, to one decimal."""
    return round(count * 10_000 / population, 1) if population else None


def density(population: int | None, area_km2: float | None) -> float | None:
    """People per km2, to one decimal."""
    return None if population is None or not area_km2 else round(population / area_km2, 1)


def cents(euros: float | None) -> float | None:
    """Euros to the cent."""
    return None if euros is None else round(euros, 2)
