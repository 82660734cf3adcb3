/** Words of the site for the API's keys, and the values that addresses have had for them since the first Mobiville. */

export type Environment = "sea" | "mountain" | "countryside";
export type Size = "small" | "medium" | "large" | "metropolis";

interface Label<K> {
  key: K;
  /** its value in addresses */
  url: string;
  label: string;
  definition: string;
}

export const ENVIRONMENTS: readonly Label<Environment>[] = [
  { key: "sea", url: "side-sea", label: "Mer", definition: "à 30 km du littoral au plus" },
  { key: "mountain", url: "mountain", label: "Montagne", definition: "à 600 m d’altitude ou plus" },
  {
    key: "countryside",
    url: "campagne",
    label: "Campagne",
    definition: "20 000 habitants au plus, loin de la mer",
  },
];

export const SIZES: readonly Label<Size>[] = [
  { key: "small", url: "small-city", label: "Petite ville", definition: "jusqu’à 20 000 habitants" },
  { key: "medium", url: "medium-city", label: "Ville moyenne", definition: "de 20 000 à 50 000 habitants" },
  { key: "large", url: "big-city", label: "Grande ville", definition: "de 50 000 à 200 000 habitants" },
  { key: "metropolis", url: "extra-big-city", label: "Métropole", definition: "plus de 200 000 habitants" },
];

export const labelOf = <K extends string>(labels: readonly Label<K>[], key: K): string =>
  labels.find((one) => one.key === key)?.label ?? key;

/** Occupations that a visitor may start from. */
export const POPULAR_OCCUPATIONS: readonly [rome: string, label: string][] = [
  ["J1506", "Infirmier / Infirmière"],
  ["K1302", "Auxiliaire de vie"],
  ["F1703", "Maçon / Maçonne"],
  ["G1602", "Cuisinier / Cuisinière"],
  ["N4101", "Routier / Routière"],
  ["M1805", "Développeur / Développeuse"],
];
