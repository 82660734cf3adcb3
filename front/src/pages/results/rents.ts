import type { Schemas } from "@/api/client";
import { count, rentM2 } from "@/text/format";
import { findSource } from "@/ui/Sources";

/** Whether this site has any rents at all: without, a ceiling leaves no town, and says nothing about them. */
export const hasRents = (sources: readonly Schemas["SourceRef"][]): boolean =>
  ["rents", "typical-rents"].some((dataset) => findSource(sources, dataset));

/** Ceilings to choose from, euros per m² and month, with the towns that each would leave; the one in use is always there. */
export function rentOptions(
  ceilings: readonly number[],
  facet: Record<string, number> | undefined,
  chosen: number | null,
): { value: string; label: string }[] {
  const all = [...new Set([...ceilings, ...(chosen ? [chosen] : [])])].sort((a, b) => a - b);
  return all.map((ceiling) => {
    const counted = facet !== undefined && ceilings.includes(ceiling);
    const towns = counted ? ` (${count(facet[ceiling] ?? 0)})` : "";
    return { value: String(ceiling), label: `${rentM2(ceiling)} ou moins${towns}` };
  });
}
