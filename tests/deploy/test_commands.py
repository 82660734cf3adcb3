"""Programs that are run: what they say, and what goes wrong with them."""

import os
import signal
import time

import pytest

from deploy.delivery.commands import CommandError, run


def test_what_a_program_leaves_running_is_not_waited_for():
    begun = time.monotonic()
    child = int(run(["sh", "-c", "sleep 30 & echo $!"]))
    assert time.monotonic() - begun < 20
    os.kill(child, signal.SIGKILL)


def test_a_program_that_fails_is_told_with_its_last_line():
    with pytest.raises(CommandError, match=r"^sh -c 'echo one; echo two >&2; exit 3' ended with 3: two$"):
        run(["sh", "-c", "echo one; echo two >&2; exit 3"])


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no-such-program is not there"):
        run(["no-such-program"])
