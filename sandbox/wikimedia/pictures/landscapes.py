"""Pictures drawn by the machine: a landscape for each place, at any size, always the same."""

from io import BytesIO
from math import sin

from PIL import Image, ImageDraw, ImageFont

from sandbox.francetravail.hashing import Draw
from sandbox.wikimedia.pictures.files import PHOTOS, File

_SKIES = ((142, 190, 228), (176, 208, 232), (232, 196, 160), (120, 168, 214), (200, 212, 220))
_LANDS = ((96, 142, 84), (140, 160, 84), (84, 122, 96), (168, 156, 96), (110, 134, 70))
_ROOFS = ((166, 84, 60), (92, 96, 108), (150, 110, 80))
_WALLS = ((236, 226, 206), (220, 206, 184), (244, 240, 230))
_SEA = (70, 120, 160)
_LABEL = "image d'exemple"
_FORMATS = {"image/png": "PNG", "image/svg+xml": "PNG", "image/tiff": "JPEG"}
_STEPS = 24

Colour = tuple[int, int, int]


def draw_picture(file: File, width: int, *, as_file: bool = False, seed: int = 1) -> bytes:
    """The file `width` pixels wide: JPEG, or PNG of what is PNG or SVG; a TIFF `as_file` is a TIFF."""
    height = max(1, round(file.height * width / file.width))
    image = Image.new("RGB", (width, height), (250, 250, 250))
    draw = Draw(seed, "picture", file.name)
    if file.role in PHOTOS:
        _landscape(image, file, draw)
    else:
        _emblem(image, draw)
    _label(image, file)
    target = "TIFF" if as_file and file.mime == "image/tiff" else _FORMATS.get(file.mime, "JPEG")
    out = BytesIO()
    image.save(out, target, quality=80) if target == "JPEG" else image.save(out, target, compress_level=1)
    return out.getvalue()


def _landscape(image: Image.Image, file: File, draw: Draw) -> None:
    pen, (width, height) = ImageDraw.Draw(image), image.size
    sky, land = draw.pick(_SKIES), draw.pick(_LANDS)
    horizon = int(height * (0.45 + 0.1 * draw.share()))
    for band in range(_STEPS):
        top, bottom = horizon * band // _STEPS, horizon * (band + 1) // _STEPS
        pen.rectangle((0, top, width, bottom), fill=_mix(sky, (250, 248, 240), band / _STEPS))
    _hills(pen, width, horizon, _relief(file) * height, _mix(land, sky, 0.6), draw)
    _hills(pen, width, horizon, _relief(file) * height * 0.5, _mix(land, sky, 0.3), draw)
    by_the_sea = (file.place.sea_distance_km or 99) < 3
    pen.rectangle((0, horizon, width, height), fill=_SEA if by_the_sea else land)
    if by_the_sea:
        pen.rectangle((0, horizon + (height - horizon) // 2, width, height), fill=(226, 208, 160))
    _village(pen, width, horizon, height, draw)


def _relief(file: File) -> float:
    """How high the hills are, of the picture's height, from the altitude in metres."""
    return 0.05 + min(0.35, (file.place.altitude_m or 150) / 3000)


def _hills(pen: ImageDraw.ImageDraw, width: int, base: int, size: float, colour: Colour, draw: Draw) -> None:
    waves = [(1 + 5 * draw.share(), 6.3 * draw.share(), 0.3 + draw.share()) for _ in range(3)]
    points = [(0.0, float(base))]
    for step in range(_STEPS * 2 + 1):
        share = step / (_STEPS * 2)
        up = sum(sin(speed * 3 * share + shift) * weight for speed, shift, weight in waves) / 3
        points.append((share * width, base - size * (0.5 + 0.5 * up)))
    pen.polygon([*points, (float(width), float(base))], fill=colour)


def _village(pen: ImageDraw.ImageDraw, width: int, horizon: int, height: int, draw: Draw) -> None:
    unit = max(2, min(width, height) // 14)
    left = int(width * (0.15 + 0.3 * draw.share()))
    ground = horizon + unit
    for house in range(4 + draw.below(5)):
        x, size = left + house * int(unit * 1.3), int(unit * (0.7 + 0.6 * draw.share()))
        pen.rectangle((x, ground - size, x + unit, ground), fill=draw.pick(_WALLS))
        pen.polygon(
            [(x - 1, ground - size), (x + unit / 2, ground - size * 1.6), (x + unit + 1, ground - size)],
            fill=draw.pick(_ROOFS),
        )
    tower, top = left + unit, ground - unit * 3
    pen.rectangle((tower, top, tower + unit * 0.7, ground), fill=draw.pick(_WALLS))
    pen.polygon(
        [(tower, top), (tower + unit * 0.35, top - unit * 1.6), (tower + unit * 0.7, top)], fill=_ROOFS[1]
    )


def _emblem(image: Image.Image, draw: Draw) -> None:
    """A shield in two colours: arms, flags, maps and logos are only told apart by their names."""
    pen, (width, height) = ImageDraw.Draw(image), image.size
    left, right, first = draw.pick(_ROOFS), draw.pick(_SKIES), draw.pick(_LANDS)
    pen.rectangle((0, 0, width // 2, height * 2 // 3), fill=left)
    pen.rectangle((width // 2, 0, width, height * 2 // 3), fill=right)
    pen.polygon([(0, height * 2 // 3), (width, height * 2 // 3), (width // 2, height)], fill=first)


def _label(image: Image.Image, file: File) -> None:
    width, height = image.size
    size = min(width // 24, height // 8)
    if size < 8:
        return
    font = ImageFont.load_default(size)
    text = f"{file.place.name} · {_LABEL}"
    ImageDraw.Draw(image).text(
        (size, height - size * 2),
        text,
        (255, 255, 255),
        font,
        stroke_width=max(1, size // 12),
        stroke_fill=(40, 40, 40),
    )


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(first, second, strict=True))
    return red, green, blue
