import type { Params } from "@/api/client";

/** What the address of a list of offers says. Values that make no sense are left out, not refused. */
export interface OfferSearch {
  rome: string | null;
  town: string | null;
  departement: string | null;
  region: string | null;
  /** km around the town */
  distance: number;
  contracts: string[];
  experience: Experience | null;
  fullTime: boolean | null;
  days: Days | null;
  fewCandidates: boolean;
  sort: Sort;
  page: number;
}
export type Experience = "under_1_year" | "1_to_3_years" | "over_3_years";
export type Sort = "relevance" | "date" | "distance";
type Days = 1 | 3 | 7 | 14 | 31;

export const CONTRACTS: Record<string, string> = {
  CDI: "CDI",
  CDD: "CDD",
  MIS: "Intérim",
  SAI: "Saisonnier",
};
export const EXPERIENCES: Record<Experience, string> = {
  under_1_year: "Moins d’un an",
  "1_to_3_years": "De un à trois ans",
  over_3_years: "Plus de trois ans",
};
export const DAYS: readonly Days[] = [1, 3, 7, 14, 31];
export const DISTANCES = [0, 10, 20, 30, 50, 100] as const;
export const PER_PAGE = 20;
const USUAL_DISTANCE = 10;

const oneOf = <T extends string | number>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => String(value) === text) ?? null;
const matching = (pattern: RegExp, text: string | null): string | null =>
  text && pattern.test(text) ? text : null;

export function readOfferSearch(search: URLSearchParams): OfferSearch {
  const town = matching(/^\d[\dAB]\d{3}$/, search.get("ville"));
  const departement = town ? null : matching(/^\d[\dAB]\d?$/, search.get("codeDepartement"));
  const sort = oneOf(["relevance", "date", "distance"] as const, search.get("tri")) ?? "relevance";
  const hours = search.get("temps");
  return {
    rome: matching(/^[A-N]\d{4}$/, search.get("codeRome")),
    town,
    departement,
    region: town || departement ? null : matching(/^\d{2}$/, search.get("codeRegion")),
    distance: oneOf(DISTANCES, search.get("rayon")) ?? USUAL_DISTANCE,
    contracts: search.getAll("contrat").filter((code) => code in CONTRACTS),
    experience: oneOf(Object.keys(EXPERIENCES) as Experience[], search.get("experience")),
    fullTime: hours === "plein" ? true : hours === "partiel" ? false : null,
    days: oneOf(DAYS, search.get("publie")),
    fewCandidates: search.get("peu") === "1",
    sort: sort === "distance" && !town ? "relevance" : sort,
    page: Math.max(1, Number(search.get("page")) || 1),
  };
}

export function apiQueryOf(search: OfferSearch): NonNullable<Params<"/api/v1/offers">["query"]> {
  const { rome, town, departement, region, contracts, experience, fullTime, days, fewCandidates } = search;
  return {
    sort: search.sort,
    page: search.page,
    per_page: PER_PAGE,
    ...(rome && { rome: [rome] }),
    ...(town && { city: [town], distance_km: search.distance }),
    ...(departement && { departement }),
    ...(region && { region }),
    ...(contracts.length > 0 && { contract: contracts as never }),
    ...(experience && { experience }),
    ...(fullTime !== null && { full_time: fullTime }),
    ...(days && { published_within_days: days }),
    ...(fewCandidates && { few_candidates: true }),
  };
}

/** How many choices narrow the list, beside what is looked for and where. */
export function activeFilters(search: OfferSearch): number {
  const { contracts, distance, town, experience, fullTime, days, fewCandidates } = search;
  const chosen = [experience, fullTime, days].filter((choice) => choice !== null).length;
  return (
    chosen + contracts.length + Number(fewCandidates) + Number(town !== null && distance !== USUAL_DISTANCE)
  );
}
