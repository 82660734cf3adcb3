import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from shared.logging import configure_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def crash(password: str) -> None:
    raise RuntimeError("crashed with a password at hand")


@pytest.mark.parametrize("style", ["json", "console"])
def test_a_traceback_says_where_but_shows_no_values(
    style: Literal["json", "console"], capsys: pytest.CaptureFixture[str]
):
    configure_logging(style)
    try:
        crash("".join(reversed("emases")))
    except RuntimeError:
        structlog.get_logger("test").exception("crashed")
    told = capsys.readouterr().err
    assert "crashed with a password at hand" in told
    assert "test_logging.py" in told
    assert "sesame" not in told
