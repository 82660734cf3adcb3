import { Link } from "wouter";
import { useApi } from "@/api/client";
import { resultsPath } from "@/app/paths";
import {
  FILTER_PARAMETERS,
  type FilterKey,
  type TownSearch,
  activeFilters,
  apiQueryOf,
  without,
} from "@/state/townSearch";
import { changed } from "@/state/url";
import { plural } from "@/text/format";
import styles from "./WiderSearches.module.css";

const WORDS: Record<FilterKey, string> = {
  environments: "Dans tous les environnements",
  sizes: "Quelle que soit la taille de la ville",
  regions: "Dans toute la France",
  departements: "Au-delà du département",
  tension: "Quelles que soient les chances d’emploi",
  rent: "Sans loyer maximal",
};

/** Never a dead end: the same search with one filter fewer, related occupations. */
export function WiderSearches({ search, total }: { search: TownSearch; total: number }) {
  const rome = search.romes[0];
  return (
    <section aria-labelledby="wider" className={styles.wider}>
      <h2 id="wider">{total === 0 ? "Aucune ville ne réunit tout cela" : "Pour voir plus de villes"}</h2>
      <ul>
        {activeFilters(search).map((key) => (
          <Wider key={key} filter={key} search={search} />
        ))}
        {activeFilters(search).length > 1 && <NoFilter search={search} />}
      </ul>
      {rome && <RelatedOccupations rome={rome} />}
    </section>
  );
}

function Wider({ filter, search }: { filter: FilterKey; search: TownSearch }) {
  const query = useApi("/api/v1/cities", {
    query: { ...apiQueryOf(without(search, filter)), per_page: 1, facets: [] },
  });
  const none = Object.fromEntries(FILTER_PARAMETERS[filter].map((name) => [name, null]));
  if (query.data?.total === 0) return null;
  return (
    <li>
      <Link href={`${resultsPath()}?${changed(location.search, { ...none, page: null })}`}>
        {WORDS[filter]}
      </Link>
      {query.data && ` : ${plural(query.data.total, "ville")}`}
    </li>
  );
}

function NoFilter({ search }: { search: TownSearch }) {
  const bare = activeFilters(search).reduce(without, search);
  const query = useApi("/api/v1/cities", { query: { ...apiQueryOf(bare), per_page: 1, facets: [] } });
  const none = Object.fromEntries(
    Object.values(FILTER_PARAMETERS).flatMap((names) => names.map((name) => [name, null])),
  );
  return (
    <li>
      <Link href={`${resultsPath()}?${changed(location.search, { ...none, page: null })}`}>
        Sans aucun filtre
      </Link>
      {query.data && ` : ${plural(query.data.total, "ville")}`}
    </li>
  );
}

function RelatedOccupations({ rome }: { rome: string }) {
  const query = useApi("/api/v1/occupations/{rome}", { path: { rome } });
  const related = query.data?.related.filter((one) => one.has_tension).slice(0, 5) ?? [];
  if (related.length === 0) return null;
  return (
    <>
      <h3>Des métiers proches</h3>
      <ul>
        {related.map((one) => (
          <li key={one.code_rome}>
            <Link
              href={`${resultsPath()}?${changed(location.search, { codeRome: one.code_rome, page: null })}`}
            >
              {one.label}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
