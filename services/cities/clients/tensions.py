"""The tensions service: its whole matrix."""

import aiohttp
import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from services.cities.clients.copies import Copy
from services.cities.columns.matrix import TensionMatrix
from shared.events.importer import Source
from shared.events.rows import CodeBassin, CodeRome

_PATH = "/internal/tensions/matrix"
_MAX_BYTES = 16 * 1024 * 1024


class _Matrix(BaseModel):
    """The answer: one string of digits per occupation, one digit per bassin, 0 where there is none."""

    model_config = ConfigDict(extra="ignore")

    version: str | int
    sample: bool
    year: int | None
    source: Source | None
    rome: list[CodeRome]
    bassins: list[CodeBassin]
    levels: list[str] = Field(description="digits 0 to 5")


def copy_tensions(session: aiohttp.ClientSession, url: str) -> Copy[TensionMatrix]:
    """A copy of the matrix of the service at `url`."""
    return Copy(session, url.rstrip("/") + _PATH, _parse, what="a tension matrix", max_bytes=_MAX_BYTES)


def _parse(body: bytes) -> tuple[str, TensionMatrix]:
    answer = _Matrix.model_validate_json(body)
    matrix = TensionMatrix(
        rome={code: row for row, code in enumerate(answer.rome)},
        bassins={bassin: column for column, bassin in enumerate(answer.bassins)},
        levels=_levels(answer),
        year=answer.year,
        sample=answer.sample,
        source=answer.source,
    )
    return f'"{answer.version}"', matrix


def _levels(answer: _Matrix) -> npt.NDArray[np.int8]:
    shape = (len(answer.rome), len(answer.bassins))
    if len(answer.levels) != shape[0] or any(len(row) != shape[1] for row in answer.levels):
        raise ValueError(f"levels are not {shape[0]} x {shape[1]} digits")
    digits = np.frombuffer("".join(answer.levels).encode("ascii"), dtype=np.int8) - ord("0")
    if digits.size and not 0 <= int(digits.min()) <= int(digits.max()) <= 5:
        raise ValueError("a level is not a digit from 0 to 5")
    levels: npt.NDArray[np.int8] = digits.astype(np.int8).reshape(shape)
    levels.setflags(write=False)
    return levels
