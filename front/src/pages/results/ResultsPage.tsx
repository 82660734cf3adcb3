import { useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Schemas, useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { BottomBar } from "@/pages/results/BottomBar";
import { Filters } from "@/pages/results/Filters";
import { Toolbar } from "@/pages/results/Toolbar";
import { TownList } from "@/pages/results/TownList";
import { TownsMap } from "@/pages/results/TownsMap";
import { apiQueryOf, readSearch } from "@/state/townSearch";
import { useUrlState } from "@/state/url";
import { plural } from "@/text/format";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { Sources } from "@/ui/Sources";
import styles from "./ResultsPage.module.css";

type CityPage = Schemas["CityPage"];

export default function ResultsPage() {
  const { search: parameters, set } = useUrlState();
  const search = useMemo(() => readSearch(parameters), [parameters]);
  const query = useApi("/api/v1/cities", { query: apiQueryOf(search) }, { keep: true });
  const rome = search.romes[0] ?? null;
  const label = useOccupationLabel(rome);
  const [pointed, setPointed] = useState<string | null>(null);
  const [filtering, setFiltering] = useState(false);
  const results = useRef<HTMLHeadingElement>(null);
  const showTowns = () => {
    // first without the filters, so that the list is where it stays
    flushSync(() => setFiltering(false));
    results.current?.focus();
  };
  const compare = useCallback(
    (code: string) => {
      const kept = search.compared.includes(code)
        ? search.compared.filter((one) => one !== code)
        : [...search.compared, code];
      set({ comparer: kept.join(",") }, { replace: true });
    },
    [search.compared, set],
  );
  const heading = rome ? "Les villes qui recrutent" : "Les villes de France";
  const title = label ? `${label} : les villes qui recrutent` : heading;
  return (
    <Page title={title} heading={heading} lead={<Total page={query.data} label={label} />}>
      <div className={styles.columns} data-view={search.view}>
        <Toolbar search={search} open={filtering} onOpen={setFiltering} set={set} />
        <Filters search={search} page={query.data} open={filtering} onDone={showTowns} set={set} />
        <div className={styles.towns}>
          <h2 ref={results} tabIndex={-1} className="visually-hidden">
            Résultats
          </h2>
          <div className={styles.list} aria-busy={query.isPlaceholderData}>
            <Loaded
              query={query}
              what="la liste des villes"
              skeleton={<Skeleton count={6} height="card" label="Recherche des villes" />}
            >
              {(page) => <TownList page={page} search={search} onCompare={compare} onPoint={setPointed} />}
            </Loaded>
          </div>
          <div className={styles.map}>
            <TownsMap towns={query.data?.items} rome={rome} pointed={pointed} />
          </div>
        </div>
      </div>
      {query.data && <Sources sources={query.data.sources} />}
      <BottomBar search={search} towns={query.data?.items} onRemove={compare} set={set} />
    </Page>
  );
}

/** Says what is listed; one line or two from the start, so that nothing below moves when it is known. */
function Total({ page, label }: { page: CityPage | undefined; label: string | null }) {
  if (!page) return <span className={styles.total}>Recherche des villes…</span>;
  const found =
    page.total === 0
      ? `${label ? "aucune" : "Aucune"} ville ne correspond`
      : plural(page.total, "ville correspond", "villes correspondent");
  return (
    <span className={styles.total}>
      {label && `${label} : `}
      <span role="status">{found}.</span> {page.notice?.message}
    </span>
  );
}
