/** A ROME code of an address: "J1506"; null when it is none. */
export const readRome = (text: string | null): string | null =>
  text && /^[A-N]\d{4}$/.test(text) ? text : null;

/** An INSEE code of a town: "35238", "2A004"; null when it is none. */
export const readInsee = (text: string | null): string | null =>
  text && /^[0-9][0-9AB][0-9]{3}$/.test(text) ? text : null;
