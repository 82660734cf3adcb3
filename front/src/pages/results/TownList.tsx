import type { Schemas } from "@/api/client";
import { useOfferCounts } from "@/api/offerCounts";
import { useSamplePhotos } from "@/api/samplePhotos";
import { resultsPath } from "@/app/paths";
import { MatchLines } from "@/pages/match/MatchLines";
import { WiderSearches } from "@/pages/results/WiderSearches";
import { MOST_COMPARED, PER_PAGE, type TownSearch } from "@/state/townSearch";
import { changed } from "@/state/url";
import { FiguresNote } from "@/ui/FiguresNote";
import { FoldedSampleBadge } from "@/ui/FoldedSampleBadge";
import { Pagination } from "@/ui/Pagination";
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
  const counts = useOfferCounts(search.romes, codes);
  const samplePhotos = useSamplePhotos(page.items);
  const pages = Math.ceil(page.total / PER_PAGE);
  return (
    <>
      <FoldedSampleBadge sample={page.sample} photos={samplePhotos} />
      <ol className={`plain ${styles.list}`}>
        {page.items.map((town) => (
          <li key={town.code_insee}>
            <TownCard
              town={town}
              rome={rome}
              liveOffers={counts.of(town.code_insee)}
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
      {page.items.length > 0 && (
        <>
          <FiguresNote sources={page.sources} live={counts.sandbox !== undefined} />
          <SampleBadge sandbox={counts.sandbox} />
        </>
      )}
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
