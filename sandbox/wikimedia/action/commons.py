"""commons.wikimedia.org/w/api.php: prop=imageinfo with extmetadata."""

from typing import Any

from aiohttp import web

from sandbox.wikimedia.action.asking import ApiError, Asked
from sandbox.wikimedia.action.batches import Batches
from sandbox.wikimedia.action.envelope import answer
from sandbox.wikimedia.action.titles import normalize, resolve
from sandbox.wikimedia.pages import Redirect
from sandbox.wikimedia.pictures.addresses import Addresses, quote_title
from sandbox.wikimedia.pictures.credits import describe_credit
from sandbox.wikimedia.pictures.files import File
from sandbox.wikimedia.state import Sandbox

_PREFIX = "File:"
_OTHER_PREFIXES = ("File:", "Fichier:", "Image:")
_WIKI = "https://commons.wikimedia.org/wiki/"
_FIRST_ID = 100_000_000
_PARAMETERS = ("iiprop", "iiurlwidth", "iiurlheight", "iiextmetadatafilter", "iiextmetadatalanguage")


async def handle(request: web.Request) -> web.Response:
    return await answer(request, _act)


async def _act(asked: Asked, request: web.Request, sandbox: Sandbox) -> dict[str, Any]:
    action = asked.text("action", "help")
    if action != "query":
        raise ApiError("badvalue", f'Unrecognized value for parameter "action": {action}.')
    modules = [one for one in asked.values("prop") if one == "imageinfo"]
    follow = asked.flag("redirects")
    resolved = resolve(
        asked.values("titles"), lambda title: find_file(title, sandbox), follow=follow, spell=spell
    )
    batches = Batches(asked, modules)
    files = [title for title, file in resolved.pages.items() if isinstance(file, File)]
    at_once = min(sandbox.switches.files_at_once, asked.number("iilimit", 50, 50, "query+imageinfo"))
    chosen = batches.take("imageinfo", "iicontinue", files, at_once)
    addresses = Addresses.of(request, sandbox)
    pages = []
    for title, file in resolved.pages.items():
        page = _describe(title, file)
        if isinstance(file, File) and title in chosen:
            page["imageinfo"] = [_info(file, asked, addresses, sandbox)]
        pages.append(page)
    asked.read.update(_PARAMETERS)
    return {**batches.describe(), **({"query": {**resolved.describe(), "pages": pages}} if pages else {})}


def spell(title: str) -> str:
    """The normalised title with the canonical prefix, and the capital that a file name begins with."""
    text = normalize(title)
    prefix = next((one for one in _OTHER_PREFIXES if text.startswith(one)), "")
    return _PREFIX + normalize(text.removeprefix(prefix)) if prefix else text


def find_file(title: str, sandbox: Sandbox) -> File | Redirect | None:
    """The file of a title as it is spelt; an old name is a Redirect, a file of another wiki is not there."""
    name = title.removeprefix(_PREFIX) if title.startswith(_PREFIX) else ""
    file = sandbox.wiki.files.find(name)
    if file is None or file.role in {"gone", "local_logo"}:
        return None
    if file.role == "renamed":
        return Redirect(_PREFIX + sandbox.wiki.files.name(file.place, "photo"))
    return file


def _describe(title: str, file: File | Redirect | None) -> dict[str, Any]:
    if file is None:
        return {"ns": 6, "title": title, "missing": True, "imagerepository": ""}
    if isinstance(file, Redirect):
        return {"pageid": _FIRST_ID - 1, "ns": 6, "title": title, "redirect": True, "imagerepository": ""}
    return {"pageid": _page_id(file), "ns": 6, "title": title, "imagerepository": "local"}


def _page_id(file: File) -> int:
    return _FIRST_ID + file.place.position * 1000 + sum(file.role.encode()) % 100 * 10 + file.variant


def _info(file: File, asked: Asked, addresses: Addresses, sandbox: Sandbox) -> dict[str, Any]:
    wanted = set(asked.values("iiprop", default="timestamp|user"))
    width = asked.text("iiurlwidth")
    info: dict[str, Any] = {}
    if "timestamp" in wanted:
        info["timestamp"] = f"2019-05-{1 + file.place.position % 28:02d}T10:00:00Z"
    if "size" in wanted:
        info |= {"size": file.width * file.height // 4, "width": file.width, "height": file.height}
    if "url" in wanted:
        if width.isdecimal():
            source, shown, height = addresses.thumbnail(file, int(width))
            info |= {"thumburl": source, "thumbwidth": shown, "thumbheight": height}
        info |= {
            "url": addresses.original(file),
            "descriptionurl": _WIKI + quote_title(_PREFIX + file.name),
            "descriptionshorturl": f"https://commons.wikimedia.org/w/index.php?curid={_page_id(file)}",
        }
    if "sha1" in wanted:
        info["sha1"] = file.folder.replace("/", "") * 10
    if "mime" in wanted:
        info["mime"] = file.mime
    if "extmetadata" in wanted:
        credit = describe_credit(file, sandbox.wiki.oddities, sandbox.settings.seed)
        names = asked.values("iiextmetadatafilter")
        kept = {name: value for name, value in credit.items() if not names or name in names}
        info["extmetadata"] = kept or []
    return info
