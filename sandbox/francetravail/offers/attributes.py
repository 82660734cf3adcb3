"""What distinguishes one offer from another, drawn as columns from the seed, the slot and its generation."""

from dataclasses import dataclass, fields
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.occupations import SMIC_EUROS_PER_MONTH
from sandbox.francetravail.offers.slots import LIVE_SHARE, Positions, Slots
from sandbox.francetravail.offers.traits import Traits
from sandbox.hashing import Words, derive_salt, hash_columns, take_byte, take_half, take_share

Bytes = NDArray[np.uint8]


class Whereabouts(IntEnum):
    """How precisely the place of an offer is told."""

    COMMUNE = 0
    DEPARTEMENT = 1
    REGION = 2
    COUNTRY = 3
    ABROAD = 4


class Pay(IntEnum):
    """How the pay is told; HOURLY to PER_FEE are the periods of `periodeSalaire`."""

    ABSENT = 0
    COMMENT = 1
    MONTHLY = 2
    YEARLY = 3
    HOURLY = 4
    PER_FEE = 5


class Mark(IntFlag):
    """What is true of few offers."""

    MRS = 1
    DISABLED_ACCESS = 2
    FEW_CANDIDATES = 4
    ADAPTED_COMPANY = 8
    INCLUSIVE_EMPLOYER = 16
    VANISHING = 32


@dataclass
class Attributes:
    """One entry per offer.

    `contract`, `nature`, `naf`, `education`, `licence`, `country` are positions in the tables of `Traits`
    (0 in the last four: none); `experience` 0 to 3 and `qualification` 1 to 9 (0: not told) are codes;
    `hours` 0 not told, 1 full time, 2 part time; `weekly_minutes` and `months` 0 when not told; `pay_euros`
    per month, gross; `withdrawn_after` is the share of its life that the offer lives.
    """

    title: Bytes
    contract: Bytes
    nature: Bytes
    experience: Bytes
    requirement: Bytes
    qualification: Bytes
    hours: Bytes
    weekly_minutes: NDArray[np.uint16]
    months: Bytes
    pay: Bytes
    pay_euros: NDArray[np.float32]
    naf: Bytes
    education: Bytes
    licence: Bytes
    origin: Bytes
    whereabouts: Bytes
    country: Bytes
    marks: Bytes
    withdrawn_after: NDArray[np.float32]

    def replace(self, positions: Positions, other: "Attributes") -> None:
        """Put the others' entries at these positions."""
        for one in fields(self):
            getattr(self, one.name)[positions] = getattr(other, one.name)


def draw_attributes(
    seed: int, traits: Traits, slots: Slots, positions: Positions, generation: NDArray[np.int32]
) -> Attributes:
    """The attributes of the `generation`-th offer of each of these slots."""
    occupation = slots.occupation[positions]
    family = traits.family[occupation]
    words = [hash_columns(derive_salt(seed, f"offer {n}"), positions, generation) for n in range(5)]
    first, second, third, fourth, fifth = words
    contract = traits.contracts[family, take_byte(first, 0)]
    hours = traits.hours[family, take_byte(second, 0)]
    whereabouts = _draw_whereabouts(fourth)
    origin = np.where(take_half(first, 3) < 0.05 * 65536, 2, 1).astype(np.uint8)
    return Attributes(
        title=(take_byte(first, 1) % traits.titles[occupation]).astype(np.uint8),
        contract=contract,
        nature=traits.natures[contract, take_byte(first, 2)],
        experience=traits.experience[take_byte(first, 3)],
        requirement=traits.requirement[take_byte(first, 3)],
        qualification=_qualify(traits, occupation, take_byte(first, 4)),
        hours=hours,
        weekly_minutes=_draw_weekly_minutes(traits, hours, second),
        months=np.where(traits.temporary[contract], traits.months[take_byte(second, 3)], 0).astype(np.uint8),
        pay=traits.pay_kinds[origin - 1, take_byte(second, 4)],
        pay_euros=_draw_pay(traits.pay_euros[occupation], third),
        naf=traits.naf[family, take_byte(second, 5)],
        education=traits.education[family, take_byte(second, 6)],
        licence=traits.licences[family, take_byte(second, 7)],
        origin=origin,
        whereabouts=whereabouts,
        country=np.where(whereabouts == Whereabouts.ABROAD, traits.countries[take_byte(fourth, 2)], 0).astype(
            np.uint8
        ),
        marks=_draw_marks(traits, occupation, fourth, third),
        withdrawn_after=((2 * LIVE_SHARE - 1) + (2 - 2 * LIVE_SHARE) * take_share(fifth)).astype(np.float32),
    )


def _qualify(traits: Traits, occupation: NDArray[np.int16], chance: Bytes) -> Bytes:
    """61 of 100 offers tell no qualification; executives are told 9."""
    told = traits.qualifications[chance]
    level = np.where(traits.executive[occupation], 9, told)
    return np.where(told == 0, 0, level).astype(np.uint8)


def _draw_pay(usual: NDArray[np.float64], words: Words) -> NDArray[np.float32]:
    """Around what is usual, never under the legal minimum."""
    return np.maximum(SMIC_EUROS_PER_MONTH, usual * (0.94 + 0.3 * take_share(words) ** 2)).astype(np.float32)


def _draw_weekly_minutes(traits: Traits, hours: Bytes, words: Words) -> NDArray[np.uint16]:
    """Told by 8 of 10 ads that tell full or part time."""
    chance = take_byte(words, 1)
    minutes = np.choose(
        hours,
        [np.zeros(256, dtype=np.int64)[chance], traits.full_minutes[chance], traits.part_minutes[chance]],
    )
    return np.where(take_byte(words, 2) < 210, minutes, 0).astype(np.uint16)


def _draw_whereabouts(words: Words) -> Bytes:
    """2 % abroad, 5 % by their departement only, a few by their region or as somewhere in France."""
    bounds = (np.array([0.002, 0.004, 0.024, 0.074]) * 65536).astype(np.uint16)
    kinds = [
        Whereabouts.COUNTRY,
        Whereabouts.REGION,
        Whereabouts.ABROAD,
        Whereabouts.DEPARTEMENT,
        Whereabouts.COMMUNE,
    ]
    return np.array(kinds, dtype=np.uint8)[np.searchsorted(bounds, take_half(words, 0), side="right")]


def _draw_marks(traits: Traits, occupation: NDArray[np.int16], words: Words, others: Words) -> Bytes:
    shares = {
        Mark.MRS: take_byte(others, 0) < 5,
        Mark.DISABLED_ACCESS: take_byte(others, 1) < 20,
        Mark.FEW_CANDIDATES: take_byte(words, 3) < traits.scarcity[occupation],
        Mark.ADAPTED_COMPANY: take_byte(words, 4) < 3,
        Mark.INCLUSIVE_EMPLOYER: take_byte(words, 5) < 20,
        Mark.VANISHING: take_half(words, 3) < 655,
    }
    marks = np.zeros(len(words), dtype=np.uint8)
    for mark, flags in shares.items():
        marks |= np.where(flags, np.uint8(mark), np.uint8(0))
    return marks
