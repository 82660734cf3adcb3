import type { Schemas } from "@/api/client";
import type { LiveCount } from "@/api/offerCounts";
import type { Line } from "@/pages/compare/lines";
import { atTown } from "@/text/format";

type Town = Schemas["ComparedTown"];

/** How a figure differs from that of the town where one lives: for the eye, and in a sentence. */
export interface Gap {
  sign: string;
  words: string;
}

/** A town with the number that stands in the place of its figure, when offers are counted now. */
export interface Measured {
  town: Town;
  live: LiveCount | undefined;
}

/** What a line compares; null is unknown, or not known yet. */
export function figureOf(line: Line, { town, live }: Measured): number | null {
  if (live !== undefined) return typeof live === "number" ? live : null;
  return line.figure(town) ?? null;
}

/** Neither a figure, nor words, nor one on its way. */
export const isUnknown = (line: Line, measured: Measured): boolean =>
  !line.words && measured.live !== "waiting" && figureOf(line, measured) === null;

/** The difference of what is written, so that it adds up for who reads; null when there is nothing to compare. */
export function gapOf(line: Line, one: Measured, home: Measured): Gap | null {
  const [mine, theirs] = [figureOf(line, home), figureOf(line, one)];
  if (mine === null || theirs === null) return null;
  if (one.live === undefined && line.level?.(one.town) !== line.level?.(home.town)) return null;
  const decimals = Math.min(line.decimals?.(mine) ?? 0, line.decimals?.(theirs) ?? 0);
  const unit = 10 ** decimals;
  const difference = (Math.round(theirs * unit) - Math.round(mine * unit)) / unit;
  const place = atTown(home.town.name);
  if (difference === 0) return { sign: "identique", words: `comme ${place}` };
  const written = (line.writeGap ?? line.write)(Math.abs(difference)) ?? "";
  return difference > 0
    ? { sign: `+${written}`, words: `${written} de plus qu’${place}` }
    : { sign: `−${written}`, words: `${written} de moins qu’${place}` };
}
