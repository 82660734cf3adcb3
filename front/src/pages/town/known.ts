import type { Schemas } from "@/api/client";

type Sheet = Schemas["CitySheet"];

const PARTS: Record<Sheet["incomplete"][number], string> = {
  identity: "l’identité de la commune",
  housing: "le logement",
  equipment: "les services",
  offers: "le nombre d’offres",
  tension: "la tension du métier",
  portrait: "le portrait",
};

/** "le logement, les services et le portrait"; null when everything was read. */
export function unread(incomplete: Sheet["incomplete"]): string | null {
  return join(incomplete.map((part) => PARTS[part]));
}

const OF_CITY: readonly [prefix: string, words: string][] = [
  ["housing", "le logement"],
  ["equipment", "les services"],
  ["offers", "le nombre d’offres"],
  ["portrait", "le portrait"],
];

/** What the sheet of an arrondissement has from its city; null when nothing. */
export function borrowed(fromCity: readonly string[]): string | null {
  const parts = OF_CITY.filter(([prefix]) => fromCity.some((name) => name.split(".")[0] === prefix));
  return join(parts.map(([, words]) => words));
}

function join(words: readonly string[]): string | null {
  const last = words.at(-1);
  if (last === undefined) return null;
  return words.length === 1 ? last : `${words.slice(0, -1).join(", ")} et ${last}`;
}
