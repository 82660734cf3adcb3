"""The identifiers of offers: `207KQDM` for those of France Travail, nine digits for those of partners.

Both stand for a slot and a generation, so that an identifier says which offer it
is (or was) without a register.
"""

import re

_GENERATIONS = 700
_SPACE = 1000 * 26**4
_FACTOR = 270_544_961  # odd, and prime to 26, 10 and 900 million: multiplying by it only reorders
_PARTNER_SPACE = 900_000_000
_WELL_FORMED = re.compile(r"^(\d{3}[A-Z]{4}|\d{9})$")


def is_well_formed(offer_id: str) -> bool:
    return _WELL_FORMED.match(offer_id) is not None


def encode_id(slot: int, generation: int, *, partner: bool) -> str:
    """The identifier of the `generation`-th offer of a slot."""
    number = slot * _GENERATIONS + generation % _GENERATIONS
    if partner:
        return str(100_000_000 + number * _FACTOR % _PARTNER_SPACE)
    return _spell(number * _FACTOR % _SPACE)


def decode_id(offer_id: str) -> tuple[int, int, bool]:
    """The slot, the generation and whether a partner's; of a well-formed identifier."""
    if offer_id.isdigit():
        scrambled, space = int(offer_id) - 100_000_000, _PARTNER_SPACE
    else:
        scrambled, space = _read(offer_id), _SPACE
    number = scrambled * pow(_FACTOR, -1, space) % space
    return number // _GENERATIONS, number % _GENERATIONS, offer_id.isdigit()


def _spell(number: int) -> str:
    number, digits = divmod(number, 1000)
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return f"{digits:03d}{letters}"


def _read(offer_id: str) -> int:
    number = 0
    for letter in reversed(offer_id[3:]):
        number = number * 26 + ord(letter) - ord("A")
    return number * 1000 + int(offer_id[:3])
