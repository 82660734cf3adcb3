import asyncio

import pytest

from shared.errors import UnavailableError
from shared.startup import Step


class Door:
    """Refuses until it is opened."""

    def __init__(self) -> None:
        self.open = False
        self.knocks = 0

    async def enter(self) -> None:
        self.knocks += 1
        if not self.open:
            raise ConnectionRefusedError("closed")


async def test_what_succeeds_at_once_is_done_when_the_block_begins():
    door = Door()
    door.open = True
    step = Step("door", door.enter)
    async with step.running():
        await step.check()
    assert door.knocks == 1


async def test_what_fails_does_not_hold_the_start_and_is_done_when_it_can_be():
    door = Door()
    step = Step("door", door.enter, pause=0.001)
    async with step.running(patience=0.05):
        with pytest.raises(UnavailableError, match="door: ConnectionRefusedError: closed"):
            await step.check()
        door.open = True
        await asyncio.wait_for(step.wait(), 5)
        await step.check()


async def test_leaving_ends_the_attempts():
    step = Step("door", Door().enter, pause=0.001)
    async with step.running(patience=0.01):
        assert len(asyncio.all_tasks()) > 1
    assert asyncio.all_tasks() == {asyncio.current_task()}
