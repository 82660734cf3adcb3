"""The addresses of files and of their thumbnails."""

from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from sandbox.wikimedia.pictures.files import File
from sandbox.wikimedia.state import Sandbox

WIDTHS = (20, 40, 60, 120, 250, 330, 500, 960, 1280, 1920, 3840)
_DRAWN = {
    "image/jpeg": "",
    "image/png": "",
    "image/svg+xml": ".png",
    "image/tiff": ".jpg",
    "application/pdf": ".jpg",
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """`root` is where the hosts of pictures are: http://127.0.0.1:8091/upload.wikimedia.org."""

    root: str
    thumbnails_root: str

    @classmethod
    def of(cls, request: web.Request, sandbox: Sandbox) -> "Addresses":
        """As the caller sees this server, or as the setting says."""
        public = sandbox.settings.public_url or f"http://{request.host}"
        return cls(
            f"{public}/upload.wikimedia.org",
            f"{public}/{sandbox.switches.thumb_host}.wikimedia.org",
        )

    def original(self, file: File, *, local: bool = False) -> str:
        return _join(self.root, f"wikipedia/{_project(local)}/{file.folder}", file.name)

    def thumbnail(self, file: File, width: int, *, local: bool = False) -> tuple[str, int, int]:
        """The address of the next width that is served; the width asked for, and the height for it.

        A file that is not wider than that is its own thumbnail, at its own size.
        """
        vector = file.mime == "image/svg+xml"
        step = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        if step >= file.width and not vector and file.mime in {"image/jpeg", "image/png"}:
            return self.original(file, local=local), file.width, file.height
        shown = width if vector else min(width, file.width)
        height = max(1, round(file.height * shown / file.width))
        folder = f"wikipedia/{_project(local)}/thumb/{file.folder}/{file.name.replace(' ', '_')}"
        name = f"{step}px-{file.name}{_DRAWN.get(file.mime, '.jpg')}"
        return _join(self.thumbnails_root, folder, name), shown, height


def _project(local: bool) -> str:
    return "fr" if local else "commons"


def quote_title(title: str) -> str:
    """A title as it stands in an address."""
    return quote(title.replace(" ", "_"), safe="/:,;@!$*()~")


def _join(root: str, folder: str, name: str) -> str:
    return f"{root}/{quote_title(folder)}/{quote_title(name)}"
