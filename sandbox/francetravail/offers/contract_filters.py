"""The parameters about the contract, the hours, the experience, the pay and the origin of an offer."""

from collections.abc import Mapping

import numpy as np

from sandbox.francetravail.geography import Flags
from sandbox.francetravail.offers import formats
from sandbox.francetravail.offers.attributes import Mark, Pay
from sandbox.francetravail.offers.filters import (
    Filter,
    Market,
    Reader,
    keep_between,
    keep_codes,
    keep_equal,
)
from sandbox.francetravail.offers.pay import HOURS_PER_MONTH
from sandbox.francetravail.offers.prose import read_prose
from sandbox.francetravail.offers.slots import Positions
from sandbox.francetravail.tables import read_own_rows

_MANY = 100
_MONTHLY_FACTORS = {"M": 1.0, "A": 1 / 12, "H": HOURS_PER_MONTH, "C": 20.0}
_MARKS = {
    "offresMRS": Mark.MRS,
    "accesTravailleurHandicape": Mark.DISABLED_ACCESS,
    "offresManqueCandidats": Mark.FEW_CANDIDATES,
    "entreprisesAdaptees": Mark.ADAPTED_COMPANY,
    "employeursHandiEngages": Mark.INCLUSIVE_EMPLOYER,
}


def _mark(name: str, text: str, _: Market) -> Filter:
    mark, wanted = _MARKS[name], formats.read_boolean(name, text)
    if not wanted:
        return lambda _, positions: np.ones(len(positions), dtype=bool)
    return lambda market, positions: (market.stock.attributes.marks[positions] & mark) != 0


def _full_time(name: str, text: str, _: Market) -> Filter:
    return keep_equal("hours", 1 if formats.read_boolean(name, text) else 2)


def _weekly_hours(name: str, text: str, _: Market) -> Filter:
    return keep_equal("hours", int(formats.read_choice(name, text, "012", "0, 1 ou 2")))


def _shortest_week(name: str, text: str, _: Market) -> Filter:
    return keep_between("weekly_minutes", formats.read_minutes(name, text), np.inf)


def _longest_week(name: str, text: str, _: Market) -> Filter:
    return keep_between("weekly_minutes", 0, formats.read_minutes(name, text))


def _shortest_contract(name: str, text: str, _: Market) -> Filter:
    return keep_between("months", formats.read_number(name, text, highest=99, whole=False), np.inf)


def _longest_contract(name: str, text: str, _: Market) -> Filter:
    return keep_between("months", 0, formats.read_number(name, text, highest=99, whole=False))


def _experience(name: str, text: str, _: Market) -> Filter:
    return keep_equal("experience", int(formats.read_choice(name, text, "01234", "0, 1, 2, 3 ou 4")))


def _requirement(name: str, text: str, _: Market) -> Filter:
    return keep_equal("requirement", "DSE".index(formats.read_choice(name, text, "DES", "D, E ou S")))


def _qualification(name: str, text: str, _: Market) -> Filter:
    executive = formats.read_choice(name, text, "09", "0 ou 9") == "9"
    return keep_between("qualification", *((9, 9) if executive else (1, 8)))


def _sector(name: str, text: str, market: Market) -> Filter:
    table = market.stock.traits.naf_table
    sectors = formats.read_codes(name, text, {one.code[:2] for one in table if one.code}, 2)
    return keep_codes("naf", table, [one.code for one in table if one.code[:2] in sectors])


def _naf(name: str, text: str, market: Market) -> Filter:
    table = market.stock.traits.naf_table
    return keep_codes(
        "naf", table, formats.read_codes(name, text, {one.code for one in table if one.code}, 2)
    )


def _education(name: str, text: str, market: Market) -> Filter:
    table = market.stock.traits.education_table
    return keep_codes(
        "education", table, formats.read_codes(name, text, {one.code for one in table[1:]}, _MANY)
    )


def _licence(name: str, text: str, market: Market) -> Filter:
    table = market.stock.traits.licence_table
    return keep_codes(
        "licence", table, formats.read_codes(name, text, {one.code for one in table[1:]}, _MANY)
    )


def _origin(name: str, text: str, _: Market) -> Filter:
    return keep_equal("origin", int(formats.read_choice(name, text, "12", "1 ou 2")))


READERS: Mapping[str, Reader] = {
    **dict.fromkeys(_MARKS, _mark),
    "codeNAF": _naf,
    "dureeContratMax": _longest_contract,
    "dureeContratMin": _shortest_contract,
    "dureeHebdo": _weekly_hours,
    "dureeHebdoMax": _longest_week,
    "dureeHebdoMin": _shortest_week,
    "experience": _experience,
    "experienceExigence": _requirement,
    "niveauFormation": _education,
    "origineOffre": _origin,
    "permis": _licence,
    "qualification": _qualification,
    "secteurActivite": _sector,
    "tempsPlein": _full_time,
}


def read_contracts(query: Mapping[str, str], market: Market) -> list[Filter]:
    """typeContrat and natureContrat: an offer that meets one of the two is kept."""
    traits, filters = market.stock.traits, []
    if "typeContrat" in query:
        known = {row["code"] for row in read_own_rows("contracts") if row["filterable"] == "1"}
        codes = formats.read_codes("typeContrat", query["typeContrat"], known, _MANY)
        filters.append(keep_codes("contract", traits.contract_table, codes))
    if "natureContrat" in query:
        known = {one.code for one in traits.nature_table}
        codes = formats.read_codes("natureContrat", query["natureContrat"], known, _MANY)
        filters.append(keep_codes("nature", traits.nature_table, codes))
    return filters


def read_pay(query: Mapping[str, str]) -> list[Filter]:
    """salaireMin and periodeSalaire, refused one without the other; ads that tell no pay are dropped."""
    amount, period = query.get("salaireMin"), query.get("periodeSalaire")
    if amount is None and period is None:
        return []
    if amount is None or period is None:
        raise formats.dependent("salaireMin", "periodeSalaire")
    formats.read_choice("periodeSalaire", period, _MONTHLY_FACTORS, "M, A, H ou C")
    least = formats.read_number("salaireMin", amount, highest=10**7, whole=False) * _MONTHLY_FACTORS[period]

    def keep(market: Market, positions: Positions) -> Flags:
        columns = market.stock.attributes
        told = columns.pay[positions] >= Pay.MONTHLY
        flags: Flags = told & (columns.pay_euros[positions] >= least)
        return flags

    return [keep]


def read_partners(query: Mapping[str, str]) -> list[Filter]:
    """partenaires: only the ads of these (INCLUS) or none of theirs (EXCLU)."""
    if "partenaires" not in query:
        return []
    codes = [partner["code"] for partner in read_prose().partners]
    chosen = formats.read_codes("partenaires", query["partenaires"], codes, _MANY)
    mode = query.get("modeSelectionPartenaires", "INCLUS")
    included = formats.read_choice("modeSelectionPartenaires", mode, {"INCLUS", "EXCLU"}, "INCLUS ou EXCLU")
    wanted = np.array([code in chosen for code in codes])

    def keep(market: Market, positions: Positions) -> Flags:
        of_partner = market.stock.attributes.origin[positions] == 2
        matching: Flags = of_partner & wanted[positions % len(codes)]
        return matching if included == "INCLUS" else ~matching

    return [keep]
