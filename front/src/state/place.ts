import { readInsee } from "@/state/rome";

/** The place of an address; its name is asked for when it is needed. */
export interface PlaceCode {
  kind: "city" | "departement" | "region";
  code: string;
}

const PARAMETERS = { city: "ville", departement: "codeDepartement", region: "codeRegion" } as const;
const CODES = { departement: /^\d[\dAB]\d?$/, region: /^\d{2}$/ } as const;

/** The smallest place that the address names; null when there is none, or when it makes no sense. */
export function readPlace(search: URLSearchParams): PlaceCode | null {
  const city = readInsee(search.get(PARAMETERS.city));
  if (city) return { kind: "city", code: city };
  for (const kind of ["departement", "region"] as const) {
    const code = search.get(PARAMETERS[kind]);
    if (code && CODES[kind].test(code)) return { kind, code };
  }
  return null;
}

/** What to change in the address for it to name this place, and no other. */
export const placeChanges = (place: PlaceCode | null): Record<string, string | null> => ({
  [PARAMETERS.city]: null,
  [PARAMETERS.departement]: null,
  [PARAMETERS.region]: null,
  ...(place && { [PARAMETERS[place.kind]]: place.code }),
});
