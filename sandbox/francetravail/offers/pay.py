"""How an ad tells the pay: monthly, yearly, by the hour, in words, or not at all."""

from typing import Any

from sandbox.francetravail.offers.attributes import Pay
from sandbox.francetravail.offers.prose import read_prose
from sandbox.francetravail.offers.reading import Offer
from sandbox.hashing import Draw

HOURS_PER_MONTH = 151.67
_LOWEST_HOURLY_EUROS = 12.31
_UNITS = {
    Pay.MONTHLY: ("Mensuel", 1.0, 10),
    Pay.YEARLY: ("Annuel", 12.0, 500),
    Pay.HOURLY: ("Horaire", 1 / HOURS_PER_MONTH, 0),
    Pay.PER_FEE: ("Cachet", 1 / 20, 5),
}


def write_pay(offer: Offer, draw: Draw) -> dict[str, Any] | None:
    """The field `salaire`; None when the ad tells nothing of it."""
    prose = read_prose()
    if offer.pay is Pay.ABSENT:
        return None
    if offer.pay is Pay.COMMENT:
        return {"commentaire": draw.pick(prose.comments)}
    complements = draw.sample(prose.complements, draw.below(3))
    salary: dict[str, Any] = {"libelle": _spell(offer, draw)}
    for rank, complement in enumerate(complements, start=1):
        salary[f"complement{rank}"] = complement["libelle"]
    if complements:
        salary["listeComplements"] = complements
    return salary


def _spell(offer: Offer, draw: Draw) -> str:
    period, factor, step = _UNITS[offer.pay]
    low = _round(offer.pay_euros * factor, step)
    high = _round(offer.pay_euros * factor * (1.04 + 0.2 * draw.share()), step)
    low_text, high_text = _figure(low, draw), _figure(high, draw)
    span = f"{low_text} Euros" if draw.chance(0.35) else f"{low_text} Euros à {high_text} Euros"
    if offer.pay is Pay.HOURLY or draw.chance(0.2):
        return f"{period} de {span}"
    return f"{period} de {span} sur {draw.pick(['12', '12.0', '13.0'])} mois"


def _round(euros: float, step: int) -> float:
    return round(euros / step) * step if step else max(_LOWEST_HOURLY_EUROS, round(euros, 2))


def _figure(euros: float, draw: Draw) -> str:
    """`1923.0`, `1923.00`, or with the comma of older ads."""
    style = draw.below(10)
    if style == 0:
        return f"{euros:.2f}".replace(".", ",")
    return f"{euros:.2f}" if style < 4 else str(float(euros))
