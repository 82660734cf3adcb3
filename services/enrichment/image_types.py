"""Which images are shown: what a browser draws and never runs."""

_STARTS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})


def find_type(body: bytes) -> str | None:
    """The media type that the content itself tells; None when it is no image to be shown (SVG, HTML…)."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((name for start, name in _STARTS if body.startswith(start)), None)
