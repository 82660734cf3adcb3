"""Areas that communes belong to, numbered so that columns can hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.cities.cells import Indexes


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """Areas of one kind in the order of their codes; `names` are the codes where no name is known."""

    codes: Sequence[str]
    names: Sequence[str]
    index: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.codes)

    def name(self, code: str) -> str:
        return self.names[self.index[code]]

    def places(self, codes: Iterable[str | None]) -> Indexes:
        """The number of each code; `len(self)` for none."""
        return np.array([len(self) if code is None else self.index[code] for code in codes], dtype=np.intp)


def number_areas(names: Mapping[str, str], used: Iterable[str]) -> Areas:
    """Areas by code, whether the communes use them, or a dataset names them, or both."""
    codes = sorted({*names, *used})
    return Areas(codes, [names.get(code, code) for code in codes], {code: i for i, code in enumerate(codes)})
