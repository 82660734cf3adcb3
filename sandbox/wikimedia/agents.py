"""What a User-Agent says of who is calling, and what that allows."""

import re
from typing import Literal

Class = Literal["refused", "unidentified", "browser", "compliant"]

_LIBRARIES = re.compile(
    r"^(python-requests|python-urllib|python-httpx|python/[\d.]+ aiohttp|aiohttp|urllib3?|curl|wget|java|"
    r"okhttp|axios|node|node-fetch|go-http-client|libwww-perl|ruby|guzzlehttp|scrapy)\b",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"^Mozilla/5\.0 \(")
_CONTACT = re.compile(r"https?://([^/\s;,)]+)[^\s;,)]*|[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# A page of a library is nobody's contact: all of its users share what it is allowed.
_NOBODYS = re.compile(
    r"(^|\.)(python-requests\.org|readthedocs\.io|aiohttp\.org|encode\.io|python-httpx\.org)$|^docs\.aiohttp"
)


def classify(agent: str) -> Class:
    """`refused`: none, or a library's default; `compliant`: it names a contact of its operator."""
    if not agent.strip() or _LIBRARIES.match(agent):
        return "refused"
    contacts = [link or mail for link, mail in _CONTACT.findall(agent)]
    if any(not _NOBODYS.search(contact) for contact in contacts):
        return "compliant"
    return "browser" if _BROWSER.match(agent) else "unidentified"
