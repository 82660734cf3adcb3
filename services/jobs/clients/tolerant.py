"""Fields of answers that are not what they are said to be: unusable is None, never an error."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class Record(BaseModel):
    """Of an answer, the fields that we use; named as upstream does, in snake case."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True)


def _text(given: Any) -> str | None:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    return given.strip() or None if isinstance(given, str) else None


def _link(given: Any) -> str | None:
    """Links are shown to be clicked: a web address or nothing."""
    text = _text(given)
    return text if text and text.lower().startswith(("https://", "http://")) and " " not in text else None


def _number(given: Any) -> float | None:
    try:
        number = float(given.replace(",", ".") if isinstance(given, str) else given)
    except (TypeError, ValueError):
        return None
    return None if isinstance(given, bool) or not math.isfinite(number) else number


def _whole(given: Any) -> int | None:
    number = _number(given)
    return None if number is None else round(number)


def _flag(given: Any) -> bool | None:
    if isinstance(given, str):
        return {"true": True, "yes": True, "false": False, "no": False}.get(given.strip().lower())
    return given if isinstance(given, bool) else None


def _moment(given: Any) -> datetime | None:
    """With a zone; without one a moment means nothing."""
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def _records(given: Any) -> list[Any]:
    return [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []


def _texts(given: Any) -> list[str]:
    found = map(_text, given) if isinstance(given, list) else ()
    return [text for text in found if text]


def _record(given: Any) -> Any:
    return given if isinstance(given, Mapping) else {}


Text = Annotated[str | None, BeforeValidator(_text)]
Link = Annotated[str | None, BeforeValidator(_link)]
Number = Annotated[float | None, BeforeValidator(_number)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Flag = Annotated[bool | None, BeforeValidator(_flag)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Records = Annotated[tuple[T, ...], BeforeValidator(_records)]
Part = Annotated[T, BeforeValidator(_record)]
