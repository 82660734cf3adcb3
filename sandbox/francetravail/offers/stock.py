"""The offers of the moment: the columns of every slot's present offer, kept up with the clock."""

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.offers.attributes import Attributes, draw_attributes
from sandbox.francetravail.offers.slots import Positions
from sandbox.francetravail.offers.traits import Traits, build_traits
from sandbox.francetravail.world import World

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def to_seconds(moment: datetime) -> int:
    """Whole seconds since EPOCH, as `created` and `withdrawn` count them."""
    return int((moment - EPOCH).total_seconds())


def to_datetime(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=int(seconds))


class Stock:
    """One entry per slot; offers that have been withdrawn stay in the columns until the slot's next one.

    `created` and `withdrawn` are seconds since EPOCH.
    """

    generation: NDArray[np.int32]
    created: NDArray[np.int32]
    withdrawn: NDArray[np.int32]
    attributes: Attributes

    def __init__(self, world: World) -> None:
        self.world = world
        self.traits: Traits = build_traits(world.seed, world.occupations)
        self._valid = (1, 0)  # no moment at all

    def advance(self, now: datetime) -> int:
        """Make the columns those of `now`; returns it in seconds since EPOCH."""
        seconds = max(0, to_seconds(now))
        first, last = self._valid
        if not first <= seconds < last:
            self._renew(seconds)
        return seconds

    def _renew(self, seconds: int) -> None:
        slots = self.world.slots
        generation = (seconds - slots.phase) // slots.life + 1
        if first_time := not hasattr(self, "generation"):
            changed = np.arange(len(slots), dtype=np.int32)
        else:
            changed = np.nonzero(generation != self.generation)[0].astype(np.int32)
        self.generation = generation
        self.created = slots.phase + (generation - 1) * slots.life
        drawn = draw_attributes(self.world.seed, self.traits, slots, changed, generation[changed])
        if first_time:
            self.attributes = drawn
        else:
            self.attributes.replace(changed, drawn)
        self.withdrawn = self.created + (slots.life * self.attributes.withdrawn_after).astype(np.int32)
        self._valid = (int(self.created.max()), int((self.created + slots.life).min()))

    def live(self, positions: Positions, seconds: int) -> Positions:
        """Those of the positions whose offer is not withdrawn at that time."""
        return positions[self.withdrawn[positions] > seconds]
