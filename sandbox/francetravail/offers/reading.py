"""One offer out of the columns: what an ad is written from."""

from dataclasses import dataclass

import numpy as np

from sandbox.francetravail.occupations import Coded, Occupation
from sandbox.francetravail.offers.attributes import Mark, Pay, Whereabouts
from sandbox.francetravail.offers.ids import decode_id, encode_id
from sandbox.francetravail.offers.stock import Stock
from sandbox.hashing import Draw


@dataclass(frozen=True)
class Offer:
    """`place` is a position in the geography; `created` is seconds since EPOCH; None or 0 is not told."""

    id: str
    slot: int
    generation: int
    created: int
    occupation: Occupation
    title: Coded
    place: int
    whereabouts: Whereabouts
    country: str
    contract: Coded
    nature: Coded
    months: int
    experience: int
    requirement: str
    qualification: int
    hours: int
    weekly_minutes: int
    pay: Pay
    pay_euros: float
    naf: Coded | None
    education: Coded | None
    licence: Coded | None
    partner: bool
    marks: Mark

    def draw(self, seed: int, purpose: str) -> Draw:
        """Choices that belong to this offer."""
        return Draw(seed, purpose, self.slot, self.generation)


def read_offer(stock: Stock, slot: int) -> Offer:
    """The present offer of a slot."""
    columns, traits, slots = stock.attributes, stock.traits, stock.world.slots
    occupation = stock.world.occupations.rows[slots.occupation[slot]]
    generation, partner = int(stock.generation[slot]), columns.origin[slot] == 2
    return Offer(
        id=encode_id(slot, generation, partner=partner),
        slot=slot,
        generation=generation,
        created=int(stock.created[slot]),
        occupation=occupation,
        title=occupation.titles[columns.title[slot]],
        place=int(slots.place[slot]),
        whereabouts=Whereabouts(columns.whereabouts[slot]),
        country=traits.country_table[columns.country[slot]].libelle,
        contract=traits.contract_table[columns.contract[slot]],
        nature=traits.nature_table[columns.nature[slot]],
        months=int(columns.months[slot]),
        experience=int(columns.experience[slot]),
        requirement="DSE"[columns.requirement[slot]],
        qualification=int(columns.qualification[slot]),
        hours=int(columns.hours[slot]),
        weekly_minutes=int(columns.weekly_minutes[slot]),
        pay=Pay(columns.pay[slot]),
        pay_euros=float(columns.pay_euros[slot]),
        naf=_told(traits.naf_table, columns.naf[slot]),
        education=_told(traits.education_table, columns.education[slot]),
        licence=_told(traits.licence_table, columns.licence[slot]),
        partner=bool(partner),
        marks=Mark(int(columns.marks[slot])),
    )


def _told(table: tuple[Coded, ...], position: np.uint8) -> Coded | None:
    return table[position] if position else None


def find_offer(stock: Stock, offer_id: str, seconds: int) -> Offer | None:
    """The offer of a well-formed identifier, or None when it is not (or no longer) there."""
    slot, generation, partner = decode_id(offer_id)
    if slot >= len(stock.world.slots) or generation != stock.generation[slot]:
        return None
    if stock.withdrawn[slot] <= seconds or partner != (stock.attributes.origin[slot] == 2):
        return None
    return read_offer(stock, slot)
