"""Pictures drawn by the machine: a landscape for each place, at any size, always the same."""

from io import BytesIO
from math import sin

from PIL import Image, ImageDraw, ImageFont

from sandbox.hashing import Draw
from sandbox.wikimedia.pictures.files import PHOTOS, File

_SKIES = ((142, 190, 228), (176, 208, 232), (232, 196, 160), (120, 168, 214), (200, 212, 220))
_LANDS = ((96, 142, 84), (140, 160, 84), (84, 122, 96), (168, 156, 96), (110, 134, 70))
_ROOFS = ((166, 84, 60), (92, 96, 108), (150, 110, 80))
_WALLS = ((236, 226, 206), (220, 206, 184), (244, 240, 230))
_WHITE, _INK = (255, 255, 255), (40, 40, 40)
_CLOUD, _WOOD, _SEA, _SAND = (250, 248, 240), (38, 66, 40), (70, 120, 160), (226, 208, 160)
_LABEL = "image d'exemple"
_FORMATS = {"image/png": "PNG", "image/svg+xml": "PNG", "image/tiff": "JPEG"}
_STEPS = 24
_FIELDS = 14
_TREES = 16
_BLOCKS = 12
_TOWN_PEOPLE = 30_000
_COAST_KM = 3.0

Colour = tuple[int, int, int]
Size = tuple[int, int]
Pen = ImageDraw.ImageDraw


def draw_picture(file: File, width: int, *, as_file: bool = False) -> bytes:
    """The file `width` pixels wide: JPEG, or PNG of what is PNG or SVG; a TIFF `as_file` is a TIFF."""
    height = max(1, round(file.height * width / file.width))
    image = Image.new("RGB", (width, height), _CLOUD)
    draw = Draw(0, "picture", file.name)
    if file.role in PHOTOS:
        _draw_landscape(image, file, draw)
    else:
        _draw_emblem(image, draw)
    _write_label(image)
    target = "TIFF" if as_file and file.mime == "image/tiff" else _FORMATS.get(file.mime, "JPEG")
    options = {"JPEG": {"quality": 80}, "PNG": {"compress_level": 1}}.get(target, {})
    out = BytesIO()
    image.save(out, target, **options)
    return out.getvalue()


def _draw_landscape(image: Image.Image, file: File, draw: Draw) -> None:
    pen, (width, height) = ImageDraw.Draw(image), image.size
    sky, land = draw.pick(_SKIES), draw.pick(_LANDS)
    horizon = int(height * (0.45 + 0.1 * draw.share()))
    for band in range(_STEPS):
        top, bottom = horizon * band // _STEPS, horizon * (band + 1) // _STEPS
        pen.rectangle((0, top, width, bottom), fill=_mix(sky, _CLOUD, band / _STEPS))
    relief = 0.05 + min(0.35, (file.place.altitude_m or 150) / 3000)
    for share, haze in ((1.0, 0.6), (0.5, 0.3)):
        points = _find_hills((width, horizon), relief * height * share, draw)
        pen.polygon(points, fill=_mix(land, sky, haze))
    sea = file.place.sea_distance_km
    if sea is not None and sea < _COAST_KM:
        shore = horizon + min(width, height) // 12
        pen.rectangle((0, horizon, width, shore), fill=land)
        pen.rectangle((0, shore, width, height), fill=_SEA)
        pen.rectangle((0, shore + (height - shore) * 2 // 3, width, height), fill=_SAND)
    else:
        _draw_fields(pen, image.size, horizon, land, draw)
    if file.place.population >= _TOWN_PEOPLE:
        _draw_blocks(pen, image.size, horizon, draw)
    _draw_village(pen, image.size, horizon, draw)


def _find_hills(corner: Size, size: float, draw: Draw) -> list[tuple[float, float]]:
    """The outline of hills at most `size` pixels above the line that ends at `corner`."""
    width, base = corner
    waves = [(1 + 5 * draw.share(), 6.3 * draw.share(), 0.3 + draw.share()) for _ in range(3)]
    points = [(0.0, float(base))]
    for step in range(_STEPS * 2 + 1):
        share = step / (_STEPS * 2)
        up = sum(sin(speed * 3 * share + shift) * weight for speed, shift, weight in waves) / 3
        points.append((share * width, base - size * (0.5 + 0.5 * up)))
    return [*points, (float(width), float(base))]


def _draw_fields(pen: Pen, size: Size, horizon: int, land: Colour, draw: Draw) -> None:
    """Fields that narrow towards the horizon, and trees that grow towards the eye."""
    width, height = size
    far_left, far_width = -width * 0.2, width * 1.4
    near_left, near_width = -width * (2 + draw.share()), width * 6.0
    for rank in range(_FIELDS):
        near = [near_left + near_width * (rank + side) / _FIELDS for side in (0, 1)]
        far = [far_left + far_width * (rank + side) / _FIELDS for side in (0, 1)]
        corners = [(far[0], horizon), (far[1], horizon), (near[1], height), (near[0], height)]
        pen.polygon(corners, fill=_mix(land, draw.pick(_LANDS), 0.4))
    for rank in range(_TREES):
        x, y = width * draw.share(), horizon + (height - horizon) * (0.1 + 0.75 * (rank / _TREES) ** 2)
        radius = (y - horizon) * 0.09 + width / 200
        pen.ellipse((x - radius, y - radius * 2.2, x + radius, y), fill=_mix(land, _WOOD, 0.6))


def _draw_blocks(pen: Pen, size: Size, horizon: int, draw: Draw) -> None:
    """What a town has behind its church."""
    width, height = size
    unit = max(2, min(width, height) // 14)
    for rank in range(_BLOCKS):
        x = int(width * (0.08 + 0.84 * rank / _BLOCKS))
        top = horizon - int(unit * (0.4 + 2.2 * draw.share()))
        pen.rectangle((x, top, x + unit, horizon + unit // 2), fill=_mix(draw.pick(_WALLS), _SKIES[0], 0.35))


def _draw_village(pen: Pen, size: Size, horizon: int, draw: Draw) -> None:
    width, height = size
    unit = max(2, min(width, height) // 14)
    left, ground = int(width * (0.15 + 0.3 * draw.share())), horizon + unit
    for house in range(4 + draw.below(5)):
        x, up = left + house * int(unit * 1.3), int(unit * (0.7 + 0.6 * draw.share()))
        _draw_house(pen, (x, ground), (unit, up, up * 0.6), (draw.pick(_WALLS), draw.pick(_ROOFS)))
    spire = unit * (1.2 + draw.share())
    _draw_house(pen, (left + unit, ground), (unit * 0.7, unit * 3, spire), (draw.pick(_WALLS), _ROOFS[1]))


def _draw_house(
    pen: Pen, foot: Size, sizes: tuple[float, float, float], colours: tuple[Colour, Colour]
) -> None:
    """Walls and a roof; `sizes` are the width, the height of the walls and that of the roof."""
    (x, ground), (width, walls, roof) = foot, sizes
    top = ground - walls
    pen.rectangle((x, top, x + width, ground), fill=colours[0])
    pen.polygon([(x - 1, top), (x + width / 2, top - roof), (x + width + 1, top)], fill=colours[1])


def _draw_emblem(image: Image.Image, draw: Draw) -> None:
    """A shield in three colours: arms, flags, maps and logos are only told apart by their names."""
    pen, (width, height) = ImageDraw.Draw(image), image.size
    low = height * 2 // 3
    pen.rectangle((0, 0, width // 2, low), fill=draw.pick(_ROOFS))
    pen.rectangle((width // 2, 0, width, low), fill=draw.pick(_SKIES))
    pen.polygon([(0, low), (width, low), (width // 2, height)], fill=draw.pick(_LANDS))


def _write_label(image: Image.Image) -> None:
    width, height = image.size
    size = min(width // 24, height // 8)
    if size < 8:
        return
    pen, font, at = ImageDraw.Draw(image), ImageFont.load_default(size), (size, height - size * 2)
    pen.text(at, _LABEL, _WHITE, font, stroke_width=max(1, size // 12), stroke_fill=_INK)


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(first, second, strict=True))
    return red, green, blue
