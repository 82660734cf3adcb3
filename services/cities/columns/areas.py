"""Areas that communes belong to, numbered so that columns can hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.cities.columns.cells import Indexes


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """Areas of one kind in the order of their codes; `names` are the codes where no name is known.

    `references` are objects of code and name, as answers hold them.
    """

    codes: Sequence[str]
    names: Sequence[str]
    references: Sequence[Mapping[str, str]]
    index: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.codes)

    def name(self, code: str) -> str:
        return self.names[self.index[code]]

    def refer(self, code: str) -> Mapping[str, str]:
        """The code and name of an area."""
        return self.references[self.index[code]]

    def places(self, codes: Iterable[str | None]) -> Indexes:
        """The number of each code; `len(self)` for none."""
        return np.array([len(self) if code is None else self.index[code] for code in codes], dtype=np.intp)


def number_areas(names: Mapping[str, str], used: Iterable[str]) -> Areas:
    """Areas by code, whether the communes use them, or a dataset names them, or both."""
    codes = sorted({*names, *used})
    references = [{"code": code, "name": names.get(code, code)} for code in codes]
    return Areas(
        codes=codes,
        names=[reference["name"] for reference in references],
        references=references,
        index={code: index for index, code in enumerate(codes)},
    )
