import type { Schemas } from "@/api/client";
import { findSource, shortMention } from "@/ui/Sources";
import styles from "./FiguresNote.module.css";

const NOTES: readonly [dataset: string, what: string][] = [
  ["tensions", "chances d’emploi"],
  ["rents", "loyers"],
  ["cities", "population et distances"],
];

interface Props {
  sources: readonly Schemas["SourceRef"][];
  /** offers are counted now */
  live?: boolean;
}

/** The sources and years of the figures that the cards of a list repeat. */
export function FiguresNote({ sources, live = false }: Props) {
  const notes = NOTES.flatMap(([dataset, what]) => {
    const source = findSource(sources, dataset);
    return source ? [`${what} : ${shortMention(source)}${source.sample ? " (échantillon)" : ""}`] : [];
  });
  if (live) notes.push("offres : France Travail, à l’instant");
  return notes.length > 0 && <p className={styles.note}>Sources : {notes.join(" ; ")}.</p>;
}
