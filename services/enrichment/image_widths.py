"""The widths that visitors may ask for, and those in which Commons has thumbnails. All in pixels."""

from collections.abc import Mapping

# asked -> the smallest width of Commons that is enough (reference: section 7.6)
STEPS: Mapping[int, int] = {250: 250, 400: 500, 800: 960, 1280: 1280}


def find_step(asked: int, original: int, *, shown_as_is: bool = True) -> int | None:
    """The width to ask Commons for; None when the original is no larger and serves itself.

    An original that no browser shows (TIFF) never does: then the largest width that it has.
    """
    step = STEPS[asked]
    if step < original:
        return step
    if shown_as_is:
        return None
    return max((one for one in STEPS.values() if one <= original), default=min(STEPS.values()))


def list_widths(original: int) -> list[int]:
    """The widths that differ for an image of that width; the largest may give it as it is."""
    widths = sorted(STEPS)
    useful = [width for width, step in sorted(STEPS.items()) if step < original]
    return widths[: len(useful) + 1]
