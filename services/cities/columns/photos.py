"""Which communes have a photo, as the enrichment service tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_PATH = "/api/v1/portraits/communes/{code}/image"
_NONE = b',"photo":null'


@dataclass(frozen=True, slots=True, eq=False)
class Photos:
    """`members`: code_insee -> the JSON member `photo` of an item, after a comma."""

    members: Mapping[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.members)

    def find(self, code_insee: str) -> str | None:
        """The path of the photo of a commune or an arrondissement."""
        return _PATH.format(code=code_insee) if code_insee in self.members else None

    def encode(self, code_insee: str) -> bytes:
        """The member `photo` of an item, after a comma."""
        return self.members.get(code_insee, _NONE)


NO_PHOTOS = Photos()


def build_photos(codes: Iterable[str]) -> Photos:
    """The photos of the codes that have one."""
    return Photos({code: f',"photo":"{_PATH.format(code=code)}"'.encode() for code in codes})
