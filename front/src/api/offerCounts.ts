import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, apiQuery } from "@/api/client";

type Counts = Answer<"/api/v1/offers/counts">;
/** "waiting": being counted; null: cannot be counted */
export type LiveCount = number | "waiting" | null;

const MOST_ASKED = 5;
const SECOND = 1000;
const SHORTEST_S = 2;
const LONGEST_S = 20;

/** Milliseconds until towns that could not be counted are asked for again; false: of no use, or tried enough. */
export function nextAsk(counts: Counts | undefined, asked: number): number | false {
  if (!counts || counts.complete || asked >= MOST_ASKED) return false;
  const waits = counts.items.flatMap(({ failure }) => failure?.retry_after ?? []);
  if (waits.length === 0) return false;
  return Math.min(Math.max(Math.min(...waits), SHORTEST_S), LONGEST_S) * SECOND;
}

/** Offers around towns, as France Travail counts them now. `of` a town: undefined when nothing is asked. */
export function useOfferCounts(romes: string[], city: string[]) {
  const asking = romes.length > 0 && city.length > 0;
  const cache = useQueryClient();
  const question = apiQuery("/api/v1/offers/counts", { query: { rome: romes, city } });
  const query = useQuery({
    ...question,
    enabled: asking,
    refetchInterval: ({ state }) => nextAsk(state.data, state.dataUpdateCount),
  });
  const items = new Map(query.data?.items.map((item) => [item.code_insee, item]));
  const asked = query.dataUpdatedAt ? (cache.getQueryState(question.queryKey)?.dataUpdateCount ?? 0) : 0;
  const again = !query.isError && nextAsk(query.data, asked) !== false;
  const of = (code: string): LiveCount | undefined => {
    if (!asking) return undefined;
    if (query.isPending) return "waiting";
    const item = items.get(code);
    if (item?.total !== null && item?.total !== undefined) return item.total;
    return again && item?.failure?.retry_after ? "waiting" : null;
  };
  return { of, sandbox: query.data?.sandbox };
}
