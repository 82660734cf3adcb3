"""Draw docs/answer.svg, the picture of the README, from a running Mobiville.

python scripts/draw_answer.py http://127.0.0.1:8080 J1506 > docs/answer.svg
"""

import json
import math
import sys
import urllib.request
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

_COLOURS = ("#f1eef6", "#d0d1e6", "#a6bddb", "#74a9cf", "#2b8cbe", "#045a8d")
_UNKNOWN = "#e8e8e8"
_WIDTH, _HEIGHT = 640, 660
_LEFT, _TOP = -5.3, 51.2
_SCALE = 590 / (9.7 + 5.3)


def fetch(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310  # the operator's own address
        document: dict[str, Any] = json.load(response)
        return document


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    def northing(degrees: float) -> float:
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(degrees) / 2)))

    return 25 + (longitude - _LEFT) * _SCALE, 50 + (northing(_TOP) - northing(latitude)) * _SCALE


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield from part


def path_of(geometry: dict[str, Any]) -> str:
    return "".join("M" + "L".join(pixels(ring)) + "Z" for ring in rings(geometry))


def pixels(ring: list[list[float]]) -> list[str]:
    """Whole pixels, each corner once."""
    corners = ("{:.0f},{:.0f}".format(*mercator(*point[:2])) for point in ring)
    return [corner for corner, _ in groupby(corners)]


def colour_of(mean: float | None) -> str:
    return _UNKNOWN if mean is None else _COLOURS[min(5, int((mean - 1) / 4 * 6))]


def draw(base: str, rome: str) -> Iterator[str]:
    label = fetch(f"{base}/api/v1/occupations/{rome}")["label"]
    answer = fetch(f"{base}/api/v1/occupations/{rome}/tensions?by=departement")
    means = {item["code"]: item["mean"] for item in answer["items"]}
    box = f"0 0 {_WIDTH} {_HEIGHT}"
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="sans-serif">'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    yield f'<text x="25" y="32" font-size="19" fill="#222">{escape(label)} : tension par département</text>'
    for feature in fetch(f"{base}/api/v1/outlines/departements")["features"]:
        code = feature["properties"]["code"]
        if not code.startswith("97"):
            fill = colour_of(means.get(code))
            yield f'<path d="{path_of(feature["geometry"])}" fill="{fill}" stroke="#fff" stroke-width="0.7"/>'
    for number, fill in enumerate(_COLOURS):
        yield f'<rect x="{25 + number * 30}" y="{_HEIGHT - 52}" width="30" height="12" fill="{fill}"/>'
    yield f'<text x="25" y="{_HEIGHT - 60}" font-size="12" fill="#222">1 très faible</text>'
    yield f'<text x="165" y="{_HEIGHT - 60}" font-size="12" fill="#222">5 très forte</text>'
    note = "Échantillon inventé, pour l’exemple" if answer["sample"] else "Source : Dares"
    yield f'<text x="25" y="{_HEIGHT - 20}" font-size="12" fill="#666">{note}, {answer["year"]}</text>'
    yield "</svg>"


if __name__ == "__main__":
    sys.stdout.write("\n".join(draw(sys.argv[1], sys.argv[2])) + "\n")
