"""The numbers of the offices: fourteen digits that no real establishment has (the check digit is wrong)."""

from dataclasses import dataclass

_RANKS, _OCCUPATIONS = 4096, 512
_SPACE = 9 * 10**12
_FACTOR = 4_294_967_291  # prime, so that multiplying by it only reorders


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """Where an office comes from: positions of a place and of an occupation, and its rank among theirs."""

    place: int
    occupation: int
    rank: int


def encode_siret(key: OfficeKey) -> str:
    number = (key.place * _OCCUPATIONS + key.occupation) * _RANKS + key.rank
    digits = str(10**12 + number * _FACTOR % _SPACE)
    return f"{digits}{(_check_digit(digits) + 1) % 10}"


def decode_siret(siret: str) -> OfficeKey | None:
    """None when it is not the number of an office of this stand-in."""
    if len(siret) != 14 or not siret.isdigit() or (_check_digit(siret[:13]) + 1) % 10 != int(siret[13]):
        return None
    number = (int(siret[:13]) - 10**12) * pow(_FACTOR, -1, _SPACE) % _SPACE
    cell, rank = divmod(number, _RANKS)
    return OfficeKey(*divmod(cell, _OCCUPATIONS), rank)


def _check_digit(digits: str) -> int:
    """The digit that would make the number valid (Luhn)."""
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
