/** What money rents or buys. Unknown in, unknown out. */

type Maybe = number | null | undefined;

/** Part of a gross pay that is left once contributions are paid, for an employee of the private sector: an order of size. */
export const NET_SHARE = 0.78;
/** What lessors commonly ask for: a rent of a third of the net pay at most. */
export const RENT_SHARE = 1 / 3;

const positive = (value: Maybe): value is number =>
  value !== null && value !== undefined && Number.isFinite(value) && value > 0;

/** m² for a budget (euros) at a price or rent per m². */
export const areaFor = (budget: Maybe, perM2: Maybe): number | null =>
  positive(budget) && positive(perM2) ? budget / perM2 : null;

/** Euros for an area in m². */
export const budgetFor = (area: Maybe, perM2: Maybe): number | null =>
  positive(area) && positive(perM2) ? area * perM2 : null;

/** The rent (euros a month) that a gross monthly pay allows. */
export const affordableRent = (grossPay: Maybe): number | null =>
  positive(grossPay) ? grossPay * NET_SHARE * RENT_SHARE : null;

/** An amount that is typed or in an address, one decimal at most after a point or a comma, from 1 to `most`; else null. */
export function readAmount(text: string | null, most: number): number | null {
  const value = text && /^\d{1,9}([.,]\d?)?$/.test(text) ? Number(text.replace(",", ".")) : 0;
  return value >= 1 && value <= most ? value : null;
}
