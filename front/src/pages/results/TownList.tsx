import { type Schemas, useApi } from "@/api/client";
import { resultsPath } from "@/app/paths";
import { MatchLines } from "@/pages/match/MatchLines";
import { WiderSearches } from "@/pages/results/WiderSearches";
import { MOST_COMPARED, PER_PAGE, type TownSearch } from "@/state/townSearch";
import { changed } from "@/state/url";
import { Pagination } from "@/ui/Pagination";
import { findSource, shortMention } from "@/ui/Sources";
import { SampleBadge } from "@/ui/SampleBadge";
import { TownCard } from "@/ui/TownCard";
import styles from "./TownList.module.css";

type CityPage = Schemas["CityPage"];
const FEW = 6;

interface Props {
  page: CityPage;
  search: TownSearch;
  onCompare: (code: string) => void;
  onPoint: (code: string | null) => void;
}

export function TownList({ page, search, onCompare, onPoint }: Props) {
  const rome = search.romes[0] ?? null;
  const codes = page.items.map((town) => town.code_insee);
  const counts = useApi(
    "/api/v1/offers/counts",
    { query: { rome: search.romes, city: codes } },
    { enabled: Boolean(rome) && codes.length > 0 },
  );
  const offers = new Map(counts.data?.items.map(({ code_insee, total }) => [code_insee, total]));
  const pages = Math.ceil(page.total / PER_PAGE);
  return (
    <>
      <SampleBadge sample={page.sample && rome !== null} />
      <ol className={`plain ${styles.list}`}>
        {page.items.map((town) => (
          <li key={town.code_insee}>
            <TownCard
              town={town}
              rome={rome}
              liveOffers={rome && !counts.isPending ? (offers.get(town.code_insee) ?? null) : undefined}
              compared={search.compared.includes(town.code_insee)}
              full={search.compared.length >= MOST_COMPARED}
              onCompare={onCompare}
              onPoint={onPoint}
            >
              {town.match && <MatchLines match={town.match} />}
            </TownCard>
          </li>
        ))}
      </ol>
      {page.items.length > 0 && <FiguresNote page={page} sandbox={counts.data?.sandbox} />}
      <Pagination
        page={search.page}
        pages={pages}
        label="Pages de résultats"
        to={(one) => `${resultsPath()}?${changed(location.search, { page: one === 1 ? null : one })}`}
      />
      {page.total < FEW && <WiderSearches search={search} total={page.total} />}
    </>
  );
}

const NOTES: readonly [dataset: string, what: string][] = [
  ["tensions", "chances d’emploi"],
  ["rents", "loyers"],
  ["cities", "population et distances"],
];

/** The sources and years of the figures that the list repeats on every line. */
function FiguresNote({ page, sandbox }: { page: CityPage; sandbox: boolean | undefined }) {
  const notes = NOTES.flatMap(([dataset, what]) => {
    const source = findSource(page.sources, dataset);
    if (!source) return [];
    return [`${what} : ${shortMention(source)}${source.sample ? " (échantillon)" : ""}`];
  });
  return (
    <div className={styles.note}>
      <p>
        Sources : {notes.join(" ; ")}
        {sandbox !== undefined && " ; offres : France Travail, à l’instant"}.
      </p>
      <SampleBadge sandbox={sandbox} />
    </div>
  );
}
