import type { Params } from "@/api/client";
import { ENVIRONMENTS, type Environment, SIZES, type Size } from "@/text/labels";
import { readInsee, readRome } from "@/state/rome";
import { parseWeights, usableWeights, weightsText } from "@/state/weights";

export type CityQuery = NonNullable<Params<"/api/v1/cities">["query"]>;
type Sort = NonNullable<CityQuery["sort"]>;

export const PER_PAGE = 20;
export const MOST_COMPARED = 4;

/** `url` is the value in addresses. */
export const SORTS: readonly { key: Sort; url: string; label: string }[] = [
  { key: "tension", url: "", label: "Chances d’emploi" },
  { key: "match", url: "priorites", label: "Vos priorités" },
  { key: "population", url: "population", label: "Population" },
  { key: "rent", url: "loyer", label: "Loyer le plus bas" },
  { key: "sea", url: "mer", label: "Proximité de la mer" },
  { key: "altitude", url: "montagne", label: "Altitude" },
  { key: "name", url: "nom", label: "Nom" },
];

/** What the address of a search says, understood. */
export interface TownSearch {
  romes: string[];
  environments: Environment[];
  sizes: Size[];
  regions: string[];
  departements: string[];
  minTension: number | null;
  maxTension: number | null;
  maxRent: number | null;
  sort: Sort;
  weights: string;
  near: string | null;
  page: number;
  compared: string[];
  view: "list" | "map";
}

function keysOf<K extends string>(labels: readonly { key: K; url: string }[], values: string[]): K[] {
  return labels.filter(({ key, url }) => values.includes(url) || values.includes(key)).map(({ key }) => key);
}

const all = (search: URLSearchParams, key: string): string[] =>
  search
    .getAll(key)
    .flatMap((value) => value.split(","))
    .filter(Boolean);

function positive(text: string | null, most: number): number | null {
  const value = Number(text);
  return text && Number.isFinite(value) && value > 0 && value <= most ? value : null;
}

/** Reads an address, those of the first Mobiville included; what makes no sense is left out. */
export function readSearch(search: URLSearchParams): TownSearch {
  const opportunity = search.get("opportunity");
  const sort = SORTS.find(({ url }) => url === (search.get("tri") ?? ""))?.key ?? "tension";
  const romes = all(search, "codeRome").filter((code) => readRome(code));
  const place = readInsee(search.get("pres"));
  const usable = usableWeights(parseWeights(search.get("poids")), {
    rome: romes.length > 0,
    near: place !== null,
  });
  const weights = weightsText(usable);
  return {
    romes,
    environments: keysOf(ENVIRONMENTS, all(search, "codeEnvironment")),
    sizes: keysOf(SIZES, all(search, "codeCity")),
    regions: all(search, "codeRegion").map((code) => code.padStart(2, "0")),
    departements: all(search, "codeDepartement"),
    minTension: romes.length
      ? (positive(search.get("tensionMin"), 5) ?? (opportunity === "1" ? 4 : null))
      : null,
    maxTension: romes.length && opportunity === "2" ? 3 : null,
    maxRent: positive(search.get("loyerMax"), 100),
    sort: sort === "match" && !weights ? "tension" : sort,
    weights,
    near: usable.distance ? place : null,
    page: Math.floor(positive(search.get("page"), 5000) ?? 1),
    compared: all(search, "comparer").slice(0, MOST_COMPARED),
    view: search.get("vue") === "carte" ? "map" : "list",
  };
}

/** The question that the API is asked. */
export function apiQueryOf(search: TownSearch): CityQuery {
  return {
    rome: search.romes,
    environment: search.environments,
    size: search.sizes,
    region: search.regions,
    departement: search.departements,
    ...(search.minTension ? { min_tension: search.minTension } : {}),
    ...(search.maxTension ? { max_tension: search.maxTension } : {}),
    ...(search.maxRent ? { max_rent_m2: search.maxRent } : {}),
    sort: search.sort,
    ...(search.sort === "match" ? { weights: search.weights as never } : {}),
    ...(search.sort === "match" && search.near ? { near: search.near } : {}),
    page: search.page,
    per_page: PER_PAGE,
    facets: ["region", "size", "environment", "tension", "rent"],
  };
}

export type FilterKey = "environments" | "sizes" | "regions" | "departements" | "tension" | "rent";

/** The parameters of the address that each filter is written in. */
export const FILTER_PARAMETERS: Record<FilterKey, readonly string[]> = {
  environments: ["codeEnvironment"],
  sizes: ["codeCity"],
  regions: ["codeRegion"],
  departements: ["codeDepartement"],
  tension: ["tensionMin", "opportunity"],
  rent: ["loyerMax"],
};

export function activeFilters(search: TownSearch): FilterKey[] {
  const keys: FilterKey[] = [];
  if (search.environments.length) keys.push("environments");
  if (search.sizes.length) keys.push("sizes");
  if (search.regions.length) keys.push("regions");
  if (search.departements.length) keys.push("departements");
  if (search.minTension || search.maxTension) keys.push("tension");
  if (search.maxRent) keys.push("rent");
  return keys;
}

/** The same search without one filter, on its first page. */
export function without(search: TownSearch, key: FilterKey): TownSearch {
  const empty: Record<FilterKey, Partial<TownSearch>> = {
    environments: { environments: [] },
    sizes: { sizes: [] },
    regions: { regions: [] },
    departements: { departements: [] },
    tension: { minTension: null, maxTension: null },
    rent: { maxRent: null },
  };
  return { ...search, ...empty[key], page: 1 };
}
