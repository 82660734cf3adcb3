import { slug } from "@/text/format";

/** Every address of the site, built in one place. Parameters keep the names of the addresses people bookmarked. */

type Query = Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>;

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

interface Named {
  code: string;
  name: string;
}
interface Town {
  code_insee: string;
  name: string;
}
export type TownSection = "metier" | "services" | "proches";

/** The name is for people: an address is as good without. */
const codeAndName = (code: string, name: string): string => (name ? `${code}-${slug(name)}` : code);

export const townPath = (town: Town, rome?: string | null, section?: TownSection): string =>
  withQuery(`/ville/${codeAndName(town.code_insee, town.name)}${section ? `/${section}` : ""}`, {
    codeRome: rome,
  });
export const regionPath = (region: Named, rome?: string | null): string =>
  withQuery(`/region/${codeAndName(region.code, region.name)}`, { codeRome: rome });
export const departementPath = (departement: Named, rome?: string | null): string =>
  withQuery(`/departement/${codeAndName(departement.code, departement.name)}`, { codeRome: rome });
export const resultsPath = (query: Query = {}): string => withQuery("/villes", query);
export const comparePath = (codes: readonly string[], rome?: string | null): string =>
  withQuery("/comparer", { ville: codes, codeRome: rome });
export const occupationPath = (rome: string): string => `/metier/${rome}`;
export const offersPath = (query: Query = {}): string => withQuery("/offres", query);
/** `town`: the one around which the offer was found, to tell how far it is. */
export const offerPath = (id: string, town?: string | null): string =>
  withQuery(`/offres/${encodeURIComponent(id)}`, { ville: town });
export const guideStepPath = (step: number): string => `/conseils-et-astuces/etape-${step}`;
export const helpsPath = (query: Query = {}): string => withQuery("/aides", query);
export const helpPath = (slugged: string): string => `/aides/${slugged}`;

/** "59350-lille" -> "59350": only the code counts, the name is for people. */
export const codeOf = (param: string): string => param.split("-")[0] ?? param;
