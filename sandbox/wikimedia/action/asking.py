"""Reading the parameters of a call, and collecting what there is to warn of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

_SEPARATOR, _OTHER_SEPARATOR = "|", "\x1f"
_MAIN = "main"


class ApiError(Exception):
    """An error of the Action API: it is told inside a 200."""

    def __init__(
        self, code: str, text: str, headers: Mapping[str, str] | None = None, **data: str | float
    ) -> None:
        super().__init__(text)
        self.code, self.text, self.headers, self.data = code, text, headers or {}, data


@dataclass(frozen=True, slots=True)
class Warned:
    module: str
    code: str
    text: str


@dataclass
class Asked:
    """The parameters; whatever is never read was unknown."""

    params: Mapping[str, str]
    read: set[str] = field(default_factory=set)
    warnings: list[Warned] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        self.read.add(name)
        return self.params.get(name, default)

    def flag(self, name: str) -> bool:
        """Any value is true, "false" and "0" too."""
        self.read.add(name)
        return name in self.params

    def values(self, name: str, *, most: int = 50, default: str = "") -> list[str]:
        """The values between bars, each once; ApiError when there are more than `most`."""
        text = self.text(name, default)
        parts = text[1:].split(_OTHER_SEPARATOR) if text[:1] == _OTHER_SEPARATOR else text.split(_SEPARATOR)
        values = list(dict.fromkeys(part for part in parts if part.strip()))
        if len(values) > most:
            info = f'Too many values supplied for parameter "{name}". The limit is {most}.'
            raise ApiError("toomanyvalues", info, parameter=name, limit=most, lowlimit=most, highlimit=500)
        return values

    def number(self, name: str, default: int, most: int, module: str) -> int:
        """An integer from 1; above `most` it is lowered, with a warning. `max` is the most."""
        text = self.text(name, str(default))
        if text == "max":
            return most
        if not text.isdecimal():
            raise ApiError("badinteger", f'Invalid value "{text}" for integer parameter "{name}".')
        if int(text) > most:
            self.warn(
                module, "limits", f'The value "{text}" for parameter "{name}" must be between 1 and {most}.'
            )
        return max(1, min(int(text), most))

    def warn(self, module: str, code: str, text: str) -> None:
        self.warnings.append(Warned(module, code, text))

    def warn_unknown(self) -> None:
        """Parameters that nothing has read do nothing."""
        unknown = [name for name in self.params if name not in self.read]
        if unknown:
            plural = "s" if len(unknown) > 1 else ""
            names = ", ".join(unknown)
            self.warn(_MAIN, "unrecognizedparams", f"Unrecognized parameter{plural}: {names}.")


async def read_asked(request: web.Request) -> Asked:
    """The query and the form; of a name given twice the last counts."""
    form = await request.post() if request.method == "POST" else {}
    params = {**request.query, **{name: value for name, value in form.items() if isinstance(value, str)}}
    return Asked(params)
