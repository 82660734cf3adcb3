"""The Dares tension index, and the only place that says which way it reads.

1 (very low) to 5 (very strong). 5 is where employers struggle most to recruit, so where a candidate has the
best chances: the higher, the better for whoever looks for work. 0 stands for unknown in arrays of levels.
"""

import math

WORDING = {1: "très faible", 2: "faible", 3: "moyenne", 4: "forte", 5: "très forte"}


def nearest_level(mean: float | None) -> int | None:
    """The level nearest to a mean of levels, the higher one half-way; None when the mean is unknown."""
    return None if mean is None else math.floor(mean + 0.5)
