/** A ROME code of an address: "J1506"; null when it is none. */
export const readRome = (text: string | null): string | null =>
  text && /^[A-N]\d{4}$/.test(text) ? text : null;
