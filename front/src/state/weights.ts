/** What matters to the person, as `jobs:3,rent:2` in the address. */

export interface Criterion {
  key: string;
  label: string;
  /** the ends of its slider */
  least: number;
  low: string;
  high: string;
  icon: "job" | "euro" | "sea" | "mountain" | "building" | "cart" | "sun" | "pin";
  needs?: "rome" | "near";
}

const INDIFFERENT = "indifférent";

export const CRITERIA: readonly Criterion[] = [
  {
    key: "jobs",
    label: "Trouver du travail",
    least: 0,
    low: INDIFFERENT,
    high: "essentiel",
    icon: "job",
    needs: "rome",
  },
  { key: "rent", label: "Un loyer bas", least: 0, low: INDIFFERENT, high: "essentiel", icon: "euro" },
  { key: "sea", label: "La mer", least: 0, low: INDIFFERENT, high: "essentiel", icon: "sea" },
  { key: "mountain", label: "La montagne", least: 0, low: INDIFFERENT, high: "essentiel", icon: "mountain" },
  {
    key: "services",
    label: "Commerces, santé, écoles",
    least: 0,
    low: INDIFFERENT,
    high: "essentiel",
    icon: "cart",
  },
  { key: "size", label: "Taille de la ville", least: -5, low: "petite", high: "grande", icon: "building" },
  { key: "climate", label: "Climat", least: -5, low: "frais", high: "chaud", icon: "sun" },
  {
    key: "distance",
    label: "Près d’un lieu",
    least: 0,
    low: INDIFFERENT,
    high: "essentiel",
    icon: "pin",
    needs: "near",
  },
];

export const MOST = 5;
export type Weights = Readonly<Record<string, number>>;

/** Unknown criteria and figures out of bounds are left out. */
export function parseWeights(text: string | null): Weights {
  const weights: Record<string, number> = {};
  for (const part of (text ?? "").split(",")) {
    const [key, figure] = part.split(":");
    const criterion = CRITERIA.find((one) => one.key === key);
    const weight = Number(figure);
    if (!criterion || !Number.isInteger(weight) || weight < criterion.least || weight > MOST) continue;
    if (weight !== 0) weights[criterion.key] = weight;
  }
  return weights;
}

/** In the order of the criteria, so that the same weights are the same address. */
export const weightsText = (weights: Weights): string =>
  CRITERIA.filter(({ key }) => weights[key])
    .map(({ key }) => `${key}:${weights[key]}`)
    .join(",");

/** Only what can be weighed: jobs needs an occupation, distance a place. */
export function usableWeights(weights: Weights, has: { rome: boolean; near: boolean }): Weights {
  return Object.fromEntries(
    Object.entries(weights).filter(([key]) => {
      const needs = CRITERIA.find((one) => one.key === key)?.needs;
      return !needs || has[needs];
    }),
  );
}

/** "essentiel", "très important", "plutôt petite"… for the person who moves the slider. */
export function weightWords(criterion: Criterion, weight: number): string {
  if (weight === 0) return INDIFFERENT;
  if (criterion.least < 0) {
    const degree = ["", "un peu ", "plutôt ", "", "vraiment ", "absolument "][Math.abs(weight)] ?? "";
    return degree + (weight < 0 ? criterion.low : criterion.high);
  }
  return ["", "un peu", "assez important", "important", "très important", "essentiel"][weight] ?? "";
}
